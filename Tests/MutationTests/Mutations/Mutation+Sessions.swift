extension Mutation {
  private static let shop = "Sources/Plugins/WebApps/"

  /// Visitors of a web server and what it knows of them.
  static let sessions = [
    Mutation(
      name: "any-password", breaks: "Every password of a known user is right.",
      claims: ["en3"], file: shop + "Shop/ShopAccounts.swift",
      original: "parts[0] == user && «parts[1] == password»", replacement: "true"),
    Mutation(
      name: "forgetful-server", breaks: "A server does not find the sessions that it keeps.",
      claims: ["en3"], file: shop + "Sessions/MemoryStore.swift",
      original: "guard let session = «sessions[cookie]» else", replacement: "ShopSession?.none"),
    Mutation(
      name: "sessions-nowhere", breaks: "A server keeps no session in its own memory.",
      claims: ["en3"], file: shop + "Sessions/MemoryStore.swift",
      original:
        "var held: [ShopSession] { «sessions.values.filter { $0.expires > process.world.now }» }",
      replacement: "[]"),
    Mutation(
      name: "everybody-is-alice",
      breaks: "Who brings no identifier gets the first session there is.",
      claims: ["en3"], file: shop + "Shop/ShopVisit.swift",
      original: "guard let cookie = «self.cookie» else", replacement: "server.store.held.first?.id"),
    Mutation(
      name: "lost-in-the-store", breaks: "A shop does not find what it has put into Redis.",
      claims: ["vi4"], file: shop + "Sessions/RedisStore.swift",
      original: "guard let text, let session = «ShopSession(id: cookie, FormText(text))» else {",
      replacement: "ShopSession?.none"),
    Mutation(
      name: "shared-memory", breaks: "What one server remembers, all others remember, too.",
      claims: ["en4"], file: shop + "Sessions/MemoryStore.swift",
      original: "«sessions[session.id] = session»",
      replacement:
        "for member in WebSystem.of(process.world).shops.values {"
        + " (member.server.store as? MemoryStore)?.sessions[session.id] = session }",
      kind: .statements),
    Mutation(
      name: "always-the-first", breaks: "A balancer that lets servers take turns takes the first.",
      claims: ["en4"], file: shop + "LoadBalancer/Choosing/ServerChoice.swift",
      original: "case .roundRobin: return «roundRobin.next(avoiding: avoided)»",
      replacement: "servers.first?.number"),
  ]
}
