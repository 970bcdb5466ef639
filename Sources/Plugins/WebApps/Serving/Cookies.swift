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

  /// The request without one cookie, as a balancer passes it on whose own cookie that is.
  static func remove(_ name: String, from request: inout HTTPMessage) {
    for index in request.headers.indices.reversed()
    where request.headers[index].name.lowercased() == "cookie" {
      let kept = request.headers[index].value.utf8.split(separator: UInt8(ascii: ";"))
        .map { Substring($0.drop { $0 == 32 }) }
        .filter { !($0.hasPrefix(name) && $0.dropFirst(name.utf8.count).hasPrefix("=")) }
      if kept.isEmpty {
        request.headers.remove(at: index)
      } else {
        request.headers[index].value = kept.map { String($0) }.joined(separator: "; ")
      }
    }
  }
}
