/// Paths of a site's files and the addresses by which pages refer to one another.
///
/// All addresses are relative, so that a site also works in a folder of a server and when its
/// files are opened without a server. They name files: no server adds an `index.html`.
enum SitePath {
  /// The address of a file of the site on a page of it.
  static func relative(from page: String, to target: String) -> String {
    let from = page.split(separator: "/").dropLast()
    let to = target.split(separator: "/")
    var common = 0
    while common < from.count, common < to.count - 1, from[common] == to[common] { common += 1 }
    let up = String(repeating: "../", count: from.count - common)
    return up + encoded(to[common...].joined(separator: "/"))
  }

  /// From a page to the folder of the whole site: empty, or `../` for each folder.
  static func root(from page: String) -> String {
    String(repeating: "../", count: page.split(separator: "/").count - 1)
  }

  /// The top of a site as an address that works on any of its pages.
  /// - Parameter url: where the site is; nil when that is not known, which takes the server's top.
  static func top(of url: String?) -> String {
    guard let url, let scheme = url.firstIndex(of: ":") else { return "/" }
    let host = url[scheme...].dropFirst(3)
    return String(host[(host.firstIndex(of: "/") ?? host.endIndex)...])
  }

  /// A path as it stands in an address.
  static func encoded(_ path: String) -> String {
    if path.utf8.allSatisfy(isPlain) { return path }
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in path.utf8 {
      if isPlain(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A, 0x30...0x39: true
    case UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
