/// What a shop answers, before the headers that every answer has.
struct ShopPage {
  var status = 200
  var text: String
  var location: String?
  /// The value of the session cookie; empty to take it from the visitor.
  var cookie: String?
  /// The methods that a path has, for those who tried another.
  var allow: String?

  init(_ status: Int = 200, _ text: String) {
    self.status = status
    self.text = text
  }

  static func redirect(_ status: Int, to location: String, _ text: String) -> ShopPage {
    var page = ShopPage(status, text)
    page.location = location
    return page
  }

  /// What everybody gets who is not logged in.
  static let login = redirect(302, to: "/login", "Please log in.\n")

  static let form = ShopPage(
    200, "Log in: POST user and password to /login.\n")
}
