/** What Plaza's own Node is started with. V8 lets its nursery grow to 64 MB by itself; what we take in lives short, and half of the memory goes. With 4 the road in costs a tenth more. */
export const FLAGS = ['--max-semi-space-size=8']
