import Simulation

/// One request of a visitor, from its cookie to its page.
final class ShopVisit {
  typealias Answer = (ShopPage, _ user: String?) -> Void

  private let request: HTTPMessage
  private let path: String
  private unowned(unsafe) let server: ShopServer
  private let cookie: String?

  init(_ request: HTTPMessage, path: String, _ server: ShopServer) {
    self.request = request
    self.path = path
    self.server = server
    cookie = Cookies.value(ShopServer.cookieName, in: request).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The methods that each path has.
  private static func methods(of path: String) -> [String]? {
    switch path {
    case "/", "/messages", "/healthz", "/readyz": return ["GET", "HEAD"]
    case "/login", "/cart": return ["GET", "HEAD", "POST"]
    case "/logout": return ["POST"]
    default: return nil
    }
  }

  /// Works out the page; `answer` is called once, now or later.
  func answer(_ answer: @escaping Answer) {
    guard let methods = ShopVisit.methods(of: path) else {
      return answer(ShopPage(404, "There is no page \(path) here.\n"), nil)
    }
    let method = request.method ?? ""
    guard methods.contains(method) else {
      var page = ShopPage(405, "\(method) is not possible here.\n")
      page.allow = methods.joined(separator: ", ")
      return answer(page, nil)
    }
    switch (path, method) {
    case ("/login", "POST"): logIn(answer)
    case ("/login", _): answer(ShopPage.form, nil)
    case ("/logout", _): logOut(answer)
    case ("/cart", "POST"): withSession(answer) { [self] in add(to: $0, answer) }
    case ("/cart", _):
      withSession(answer) { session in
        answer(ShopPage(200, ShopVisit.text(of: session)), session.user)
      }
    case ("/messages", _):
      withSession(answer) { [self] session in
        let messages = server.messages(for: session.user)
        let text = messages.isEmpty ? "No messages." : messages.joined(separator: "\n")
        answer(ShopPage(200, text + "\n"), session.user)
      }
    default:
      withSession(answer) { session in
        let count = session.cart.count
        let things = count == 0 ? "nothing" : count == 1 ? "1 thing" : "\(count) things"
        answer(
          ShopPage(200, "Hello, \(session.user). Your cart holds \(things).\n"), session.user)
      }
    }
  }

  private static func text(of session: ShopSession) -> String {
    session.cart.isEmpty
      ? "Your cart is empty, \(session.user).\n"
      : "Your cart, \(session.user): \(session.cart.joined(separator: ", "))\n"
  }

  private static func failure(_ reason: String) -> ShopPage {
    ShopPage(503, "The sessions cannot be reached: \(reason)\n")
  }

  /// Goes on with the visitor's session, or sends the visitor to the login page.
  private func withSession(_ answer: @escaping Answer, _ body: @escaping (ShopSession) -> Void) {
    guard let cookie = self.cookie else { return answer(.login, nil) }
    server.store.find(cookie) { found in
      switch found {
      case .found(let session): body(session)
      case .missing: answer(.login, nil)
      case .failed(let reason): answer(ShopVisit.failure(reason), nil)
      }
    }
  }

  private func logIn(_ answer: @escaping Answer) {
    let form = FormText(request.body)
    guard let user = form.value("user"), let password = form.value("password") else {
      return answer(ShopPage(400, "user and password are needed.\n"), nil)
    }
    guard server.accepts(user, password) else {
      return answer(ShopPage(401, "Wrong user or password.\n"), nil)
    }
    server.store.save(server.newSession(for: user)) { saved in
      switch saved {
      case .failed(let reason): answer(ShopVisit.failure(reason), user)
      case .saved(let cookie):
        var page = ShopPage.redirect(303, to: "/", "Welcome, \(user).\n")
        page.cookie = cookie
        answer(page, user)
      }
    }
  }

  private func logOut(_ answer: @escaping Answer) {
    var page = ShopPage.redirect(303, to: "/login", "Goodbye.\n")
    guard let cookie else { return answer(page, nil) }
    page.cookie = ""
    server.store.remove(cookie) { removed in
      if case .failed(let reason) = removed { return answer(ShopVisit.failure(reason), nil) }
      answer(page, nil)
    }
  }

  private func add(to session: ShopSession, _ answer: @escaping Answer) {
    guard let item = FormText(request.body).value("item"), !item.isEmpty else {
      return answer(ShopPage(400, "item is needed.\n"), session.user)
    }
    var session = session
    session.cart.append(item)
    session.version += 1
    session.expires = server.newEnd
    let cookie = cookie
    server.store.save(session) { saved in
      switch saved {
      case .failed(let reason): answer(ShopVisit.failure(reason), session.user)
      case .saved(let value):
        var page = ShopPage(200, ShopVisit.text(of: session))
        // The cookie changes only where it carries the session itself.
        if value != cookie { page.cookie = value }
        answer(page, session.user)
      }
    }
  }
}
