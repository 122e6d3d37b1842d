export const ORIGIN = 'https://api.x.com'
