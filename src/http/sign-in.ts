import type { KyselyPlugin } from 'kysely'
import type { Db } from '../storage/database.ts'

/** How people prove who they are: better-auth, behind the few things that we ask of it. */
export interface SignIn {
  /** Loads better-auth, which takes half a second, before somebody needs it. */
  warm(): Promise<void>
  /** Answers one of better-auth's own requests (`/api/auth/*`). */
  answer(request: Request): Promise<Response>
  /** Who is signed in, and the cookies that prolong it; null for nobody. A watcher only looks: it prolongs nothing. */
  userOf(headers: Headers, watching?: boolean): Promise<{ userId: string; cookies: string[] } | null>
  hashPassword(password: string): Promise<string>
  /** Signs somebody in whose password was just set; answers the cookies to send. */
  signIn(credentials: { email: string; password: string }, headers: Headers): Promise<string[]>
}

interface SignInNeeds {
  db: Db
  baseUrl: string
  /** Signs cookies and seals TOTP secrets; 32 bytes in hex. */
  secret: string
}

/** Where the address of who asks is told to better-auth; set by us, never taken from outside. */
export const ADDRESS_HEADER = 'x-plaza-address'
const COOKIE = /(?:^|;\s*)(?:__Secure-)?plaza\.session_token=/

export function openSignIn(needs: SignInNeeds): SignIn {
  let loading: ReturnType<typeof load> | null = null
  const auth = () => (loading ??= load(needs))
  return {
    warm: async () => void (await auth()),
    answer: async (request) => (await auth()).handler(request),
    userOf: async (headers, watching = false) => {
      if (!COOKIE.test(headers.get('cookie') ?? '')) return null
      const { response, headers: answered } = await (await auth()).api.getSession({ headers, returnHeaders: true, query: { disableRefresh: watching } })
      return response ? { userId: response.user.id, cookies: answered?.getSetCookie() ?? [] } : null
    },
    hashPassword: async (password) => (await import('better-auth/crypto')).hashPassword(password),
    signIn: async (body, headers) => (await (await auth()).api.signInEmail({ body, headers, returnHeaders: true })).headers.getSetCookie(),
  }
}

const DAY = 86_400

async function load({ db, baseUrl, secret }: SignInNeeds) {
  const [{ betterAuth }, { twoFactor }] = await Promise.all([import('better-auth'), import('better-auth/plugins/two-factor')])
  return betterAuth({
    appName: 'Plaza',
    baseURL: baseUrl,
    basePath: '/api/auth',
    secret,
    database: { db: db.withPlugin(withDates), type: 'postgres', transaction: true },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128, revokeSessionsOnPasswordReset: true },
    user: { modelName: 'auth_user' },
    session: { modelName: 'auth_session', expiresIn: 30 * DAY, updateAge: DAY },
    account: { modelName: 'auth_account' },
    verification: { modelName: 'auth_verification' },
    plugins: [twoFactor({ issuer: 'Plaza', twoFactorTable: 'auth_two_factor' })],
    // Done for all routes alike: limits.ts, and csrf-guard.ts against foreign pages.
    rateLimit: { enabled: false },
    advanced: { cookiePrefix: 'plaza', useSecureCookies: baseUrl.startsWith('https:'), ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] } },
    telemetry: { enabled: false },
    logger: { level: 'error' },
  })
}

/** better-auth works with Dates where the rest of Plaza has instants. */
const withDates: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => ({
    ...result,
    rows: result.rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value instanceof Temporal.Instant ? new Date(value.epochMilliseconds) : value])),
    ),
  }),
}
