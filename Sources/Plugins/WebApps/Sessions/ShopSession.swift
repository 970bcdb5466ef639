import Simulation

/// What a shop remembers about one visitor that has logged in.
struct ShopSession: Hashable {
  /// What the visitor's cookie names it by.
  var id: String
  var user: String
  var cart: [String] = []
  /// How often it was changed; of two copies the one with the higher number is the newer one.
  var version: Int64 = 1
  /// When it ends.
  var expires: VirtualTime

  /// Everything but the id as a form.
  var form: FormText {
    var form = FormText()
    form.add("user", user)
    for item in cart { form.add("item", item) }
    form.add("version", String(version))
    form.add("expires", String(expires.unixSeconds))
    return form
  }

  init(id: String, user: String, expires: VirtualTime) {
    self.id = id
    self.user = user
    self.expires = expires
  }

  /// Reads what ``form`` has; nil when something is missing.
  init?(id: String, _ form: FormText) {
    guard let user = form.value("user"), let version = form.value("version").flatMap({ Int64($0) }),
      let seconds = form.value("expires").flatMap({ Int64($0) }),
      seconds > 0, seconds < 1 << 40, version >= 0, version < 1 << 53
    else { return nil }
    self.id = id
    self.user = user
    cart = form.values("item")
    self.version = version
    expires = VirtualTime(milliseconds: (seconds - VirtualTime.epochSeconds) * 1000)
  }
}
