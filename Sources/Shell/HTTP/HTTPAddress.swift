import Simulation

/// Where a URL leads: `http://web-0.nginx:8080/path?query`.
public struct HTTPAddress: Hashable, Sendable {
  /// The name or address, as the URL has it.
  public var host: String
  /// The port; 80 unless the URL names one, or 443 when it is secure.
  public var port: Int
  /// The path and the query; `/` when the URL has none.
  public var target: String
  /// Whether the URL asks for TLS, which nothing in the simulated world speaks.
  public var isSecure: Bool
  /// The user and password of the URL, if it has any.
  public var user: String?

  /// Reads a URL; without a scheme it is `http`. Nil when it has no host or a wrong port.
  public init?(_ text: String) {
    var rest = text[...]
    isSecure = false
    if rest.hasPrefix("http://") {
      rest = rest.dropFirst(7)
    } else if rest.hasPrefix("https://") {
      rest = rest.dropFirst(8)
      isSecure = true
    } else if rest.includes("://") {
      return nil
    }
    var authority = rest
    target = "/"
    if let end = rest.firstIndex(where: { $0 == "/" || $0 == "?" || $0 == "#" }) {
      authority = rest[..<end]
      let path = rest[end...].prefix { $0 != "#" }
      target = path.hasPrefix("/") ? String(path) : "/" + path
    }
    if let at = authority.lastIndex(of: "@") {
      user = String(authority[..<at])
      authority = authority[authority.index(after: at)...]
    }
    port = isSecure ? 443 : 80
    host = String(authority)
    if let colon = authority.lastIndex(of: ":") {
      guard let number = Int(authority[authority.index(after: colon)...]), number > 0,
        number < 65_536
      else { return nil }
      port = number
      host = String(authority[..<colon])
    }
    if host.isEmpty || host.contains(" ") { return nil }
  }

  /// The host as the `Host` header has it: with the port unless that is the usual one.
  public var authority: String { port == (isSecure ? 443 : 80) ? host : "\(host):\(port)" }

  /// The address that a `Location` header leads to from here.
  public func resolving(_ location: String) -> HTTPAddress? {
    if location.includes("://") { return HTTPAddress(location) }
    var result = self
    if location.hasPrefix("/") {
      result.target = location
    } else {
      let path = target.prefix { $0 != "?" }
      let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
      result.target = folder + location
    }
    return result
  }

  /// The URL again.
  public var text: String { (isSecure ? "https://" : "http://") + authority + target }
}
