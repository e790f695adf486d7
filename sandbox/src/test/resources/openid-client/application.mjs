// A builder's application in small. How its visitors sign in is latchkey.mjs, as the admin UI shows it.
import { randomUUID } from 'node:crypto'
import dns from 'node:dns'
import { createServer } from 'node:http'

// To browsers every name under localhost is this machine; not so to every system.
const { lookup } = dns
dns.lookup = (name, ...others) => lookup(name.replace(/^.*\.localhost$/, 'localhost'), ...others)

const { renewed, signedIn, signIn, signOut } = await import('./latchkey.mjs')

const address = new URL(process.env.APPLICATION)
const visits = new Map()

const pages = {
  '/': async visit => (visit.client ? { heading: `Hello, ${visit.client.given_name}` } : { to: await signIn(visit) }),
  '/callback': async (visit, url) => {
    visit.client = await signedIn(visit, url)
    return { to: '/' }
  },
  '/now': async visit => {
    const { email, region, jobs } = await renewed(visit)
    return { heading: `${email}, ${region}, ${jobs.length} jobs` }
  },
  '/out': async (visit, url, id) => {
    visits.delete(id)
    return { to: signOut(visit) }
  },
  '/bye': async () => ({ heading: 'Goodbye' }),
}

async function answer(request, response) {
  const url = new URL(request.url, address)
  const id = /visit=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? randomUUID()
  const visit = visits.get(id) ?? {}
  visits.set(id, visit)
  try {
    const { to, heading } = await pages[url.pathname](visit, url, id)
    response.writeHead(to ? 303 : 200, {
      'content-type': 'text/html; charset=utf-8',
      'set-cookie': `visit=${id}; HttpOnly; SameSite=Lax`,
      ...(to && { location: String(to) }),
    })
    response.end(heading && `<h1>${heading}</h1>`)
  } catch (failure) {
    visits.delete(id)
    response.writeHead(500, { 'content-type': 'text/html' })
    response.end(`<h1>Failed: ${failure.error ?? failure}</h1>`)
  }
}

createServer(answer).listen(address.port, address.hostname)
