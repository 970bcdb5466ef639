import Simulation

/// What was asked of a Redis and what it said, in a few words for pictures.
enum RedisTelling {
  /// The command and its key: `GET session:1f0a`. Passwords are not among them.
  static func question(_ words: [String]) -> String {
    let name = words[0].uppercased()
    guard words.count > 1, name != "AUTH", name != "HELLO" else { return name }
    return name + " " + short(words[1])
  }

  /// The first line of a reply as it goes over the network, without its sign.
  static func answer(_ encoded: String) -> String {
    let lines = encoded.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard let first = lines.first, let sign = first.first else { return "" }
    var text = first
    if sign == UInt8(ascii: "$") {
      if encoded.hasPrefix("$-1") { return "nothing" }
      text = lines.count > 1 ? lines[1] : first
    } else if sign == UInt8(ascii: "*") {
      return "a list"
    } else {
      text = first.dropFirst()
    }
    return short(String(Substring(text)).filter { $0 != "\r" && $0 != "\r\n" })
  }

  private static func short(_ text: String) -> String {
    text.utf8.count <= 24 ? text : String(text.prefix(22)) + "…"
  }
}
