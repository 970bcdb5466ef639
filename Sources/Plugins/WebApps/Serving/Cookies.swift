import Simulation

/// The cookies of a request.
enum Cookies {
  /// The value that a request brings for a name; the first one, as most frameworks take it.
  static func value(_ name: String, in request: HTTPMessage) -> String? {
    for header in request.values(of: "Cookie") {
      for part in header.utf8.split(separator: UInt8(ascii: ";")) {
        let text = Substring(part.drop { $0 == 32 })
        if text.hasPrefix(name), text.utf8.dropFirst(name.utf8.count).first == UInt8(ascii: "=") {
          return String(text.dropFirst(name.utf8.count + 1))
        }
      }
    }
    return nil
  }

  /// The value of a `Cookie` header without the cookies of a name; empty when none is left.
  static func removing(_ name: String, from value: String) -> String {
    let kept = value.split(separator: ";").filter { part in
      let text = part.drop { $0 == " " }
      return
        !(text.hasPrefix(name)
        && text.utf8.dropFirst(name.utf8.count).first == UInt8(ascii: "="))
    }
    return String(kept.joined(separator: ";").drop { $0 == " " })
  }
}
