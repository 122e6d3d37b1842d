// Shows a page that came while Plaza is not looked at, and leads to its ticket. Keeps nothing, fetches nothing.

addEventListener('push', (event) => {
  const { title, body, url, tag } = event.data.json()
  event.waitUntil(registration.showNotification(title, { body, tag, renotify: true, requireInteraction: true, icon: '/mark.svg', data: { url } }))
})

addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(lead(event.notification.data.url))
})

/** A window of Plaza that is open is led there; otherwise one is opened. */
async function lead(url) {
  const [open] = await clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (!open) return clients.openWindow(url)
  await open.focus()
  open.postMessage({ open: new URL(url).pathname }, { transfer: [] })
}
