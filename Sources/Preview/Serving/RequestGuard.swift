import FlyingFox

/// Who may ask for what: only pages that this server gave to a browser on this machine.
struct RequestGuard: Sendable {
  /// The names and port by which a browser here reaches the server.
  let hosts: Set<String>
  /// What a page must send to change anything: only who may read a page knows it.
  let token: String

  init(port: UInt16, token: String = RequestGuard.newToken()) {
    hosts = Set(
      ["127.0.0.1", "localhost"].flatMap { name in
        port == 80 ? [name, "\(name):80"] : ["\(name):\(port)"]
      })
    self.token = token
  }

  /// 128 random bits.
  static func newToken() -> String {
    (0..<2).map { _ in
      let digits = String(UInt64.random(in: 0 ... .max), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// Why a request is refused; nil when it is not.
  ///
  /// A name of somebody else's server that leads here is not in `hosts`: so no page of theirs can
  /// read what is written here.
  func refusal(of request: HTTPRequest) -> (status: HTTPStatusCode, reason: String)? {
    guard let host = request.headers[.host], hosts.contains(host.lowercased()) else {
      return (.misdirectedRequest, "this server answers for \(hosts.sorted()[0]) only")
    }
    if let origin = request.headers[.origin], !isOwn(origin) {
      return (.forbidden, "pages from elsewhere get nothing here")
    }
    if request.method == .GET || request.method == .HEAD { return nil }
    guard request.method == .POST else { return (.methodNotAllowed, "use GET or POST") }
    guard let origin = request.headers[.origin], isOwn(origin) else {
      return (.forbidden, "only a page of this server may change something")
    }
    guard let given = request.headers[.token], given.utf8.elementsEqual(token.utf8) else {
      return (.forbidden, "the page is from an earlier run of this server: reload it")
    }
    return nil
  }

  private func isOwn(_ origin: String) -> Bool {
    let prefix = "http://"
    return origin.lowercased().hasPrefix(prefix)
      && hosts.contains(String(origin.lowercased().dropFirst(prefix.count)))
  }
}

extension HTTPHeader {
  static let origin = HTTPHeader("Origin")
  static let token = HTTPHeader("X-Statebook-Token")
}
