// Stands for Google, Kakao and Apple in tests: a whole OpenID provider on a port of 127.0.0.1.
//
//   node openid.mjs PATH_OF_OIDC_PROVIDER PORT REDIRECT_ORIGIN…
//
// Whoever comes is the person of the last `PUT /person` {sub, claims, deny, bare}; whom it `deny`s consents to nothing, with
// `bare` the token has no id_token. It prints "ready" once it listens.
import { webcrypto } from "node:crypto";

const [, , library, port, ...origins] = process.argv;
const { default: Provider, interactionPolicy } = await import(library);
const issuer = `http://127.0.0.1:${port}`;
const scopes = ["openid", "email", "profile", "name"];
let person = { sub: "nobody", claims: {} };

// Google may be asked to let people choose which of their accounts it is.
const policy = interactionPolicy.base();
policy.add(new interactionPolicy.Prompt({ name: "select_account", requestable: true }), 0);

const client = (name) => ({
  client_id: name,
  client_secret: `${name}-secret`,
  redirect_uris: origins.map((origin) => `${origin}/api/v1/auth/${name}/callback`),
  response_types: ["code"],
  grant_types: ["authorization_code", "refresh_token"],
  token_endpoint_auth_method: "client_secret_post",
});

const provider = new Provider(issuer, {
  clients: ["google", "kakao", "apple"].map(client),
  clientAuthMethods: ["client_secret_post"],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "nickname"], name: [] },
  scopes,
  conformIdTokenClaims: false,
  cookies: { keys: ["for tests"], names: { session: "_s", interaction: "_i", resume: "_r" } },
  features: { devInteractions: { enabled: false }, revocation: { enabled: true } },
  findAccount: (_ctx, id) => ({ accountId: id, claims: async () => ({ ...person.claims, sub: id }) }),
  interactions: { policy, url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  issueRefreshToken: async () => true,
  loadExistingGrant: async (ctx) => {
    const { client: asking, session } = ctx.oidc;
    const grant = new provider.Grant({ clientId: asking.clientId, accountId: session.accountId });
    grant.addOIDCScope(scopes.join(" "));
    await grant.save();
    return grant;
  },
  pkce: { required: () => true },
  renderError: (ctx, out) => {
    ctx.type = "json";
    ctx.body = out;
  },
});

// Apple's secret is signed anew for each call (ES256).
const keys = await webcrypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
let appleKey = keys.publicKey;
const plain = provider.Client.prototype.compareClientSecret;
provider.Client.prototype.compareClientSecret = async function (secret) {
  if (this.clientId !== "apple") return plain.call(this, secret);
  const [head, body, signature] = secret.split(".").map((part) => Buffer.from(part ?? "", "base64url"));
  const told = JSON.parse(body.toString());
  const signed = Buffer.from(secret.slice(0, secret.lastIndexOf(".")));
  const good = await webcrypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, appleKey, signature, signed);
  const now = Date.now() / 1000;
  return (
    good && JSON.parse(head.toString()).kid === "KEY1" && told.iss === "TEAM1" && told.sub === "apple" && told.exp > now
  );
};

const readJson = async (request) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString());
};

const told = [];
provider.use(async (ctx, next) => {
  if (ctx.path === "/person") {
    person = await readJson(ctx.req);
    ctx.body = {};
    return;
  }
  if (ctx.path === "/apple-key") {
    appleKey = await webcrypto.subtle.importKey("jwk", await readJson(ctx.req), { name: "ECDSA", namedCurve: "P-256" }, true, [
      "verify",
    ]);
    ctx.body = {};
    return;
  }
  if (ctx.path === "/told") {
    ctx.body = told;
    return;
  }
  if (ctx.path.startsWith("/interaction/")) {
    const denied = { error: "access_denied", error_description: "they did not want to" };
    const came = { login: { accountId: person.sub }, select_account: {} };
    await provider.interactionFinished(ctx.req, ctx.res, person.deny ? denied : came);
    ctx.respond = false;
    return;
  }
  await next();
  if (ctx.path === "/token/revocation") told.push({ status: ctx.status, client: ctx.oidc?.client?.clientId });
  if (ctx.path === "/token" && person.bare && ctx.body?.id_token) delete ctx.body.id_token;
});

provider.listen(Number(port), "127.0.0.1", () => process.stdout.write("ready\n"));
