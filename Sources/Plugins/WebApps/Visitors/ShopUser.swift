import Simulation

/// One simulated visitor: what its browser remembers, and what it was promised.
struct ShopUser {
  /// Its cookies by name.
  var cookies: [(name: String, value: String)] = []
  /// What it put into its cart since it logged in last.
  var cart: [String] = []
  var isLoggedIn = false
  /// How many things it has put into carts.
  var count = 0

  init() {}

  /// The visitor as a line of a file.
  var line: String {
    var form = FormText()
    for cookie in cookies { form.add("cookie", cookie.name + "=" + cookie.value) }
    for item in cart { form.add("item", item) }
    form.add("count", String(count))
    if isLoggedIn { form.add("in", "1") }
    return form.text
  }

  init(line: String) {
    let form = FormText(line)
    for pair in form.values("cookie") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { cookies.append((String(parts[0]), String(parts[1]))) }
    }
    cart = form.values("item")
    count = form.value("count").flatMap { Int(bounded: $0) } ?? 0
    isLoggedIn = form.value("in") != nil
  }

  var cookieHeader: String {
    cookies.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")
  }

  /// Takes the cookies that a response sets, as a browser does that knows one site only.
  mutating func take(_ response: HTTPMessage) {
    for text in response.values(of: "Set-Cookie") {
      let pair = text.prefix { $0 != ";" }
      guard let sign = pair.firstIndex(of: "="), pair.utf8.count <= 4096 else { continue }
      let name = String(pair[..<sign])
      let value = String(pair[pair.index(after: sign)...])
      if let place = cookies.firstIndex(where: { $0.name == name }) {
        cookies[place].value = value
      } else {
        cookies.append((name, value))
      }
    }
  }
}
