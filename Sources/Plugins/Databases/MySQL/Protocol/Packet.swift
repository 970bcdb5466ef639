/// A message between a client and a server, or between two servers: a kind and fields.
///
/// On the wire each field has its length in front, so that any text can be one.
struct Packet {
  enum Kind: String {
    // From the server.
    case greeting
    case ok
    case error
    case rows
    case event
    case heartbeat
    // From the client.
    case login
    case query
    case ping
    case quit
    case dump
    case acknowledge
  }

  var kind: Kind
  var fields: [String?]

  init(_ kind: Kind, _ fields: [String?] = []) {
    self.kind = kind
    self.fields = fields
  }

  /// A field, or the empty text where there is none.
  subscript(index: Int) -> String { index < fields.count ? fields[index] ?? "" : "" }

  func number(_ index: Int) -> Int64 { Int64(self[index]) ?? 0 }

  var text: String {
    var text = kind.rawValue + "\n"
    for field in fields {
      if let field {
        text += String(field.utf8.count)
        text += ":"
        text += field
      } else {
        text += "-:"
      }
    }
    return text
  }

  init?(_ text: String) {
    let bytes = text.utf8
    guard let end = bytes.firstIndex(of: 10), let kind = Kind(rawValue: String(text[..<end])) else {
      return nil
    }
    self.kind = kind
    fields = []
    var index = bytes.index(after: end)
    while index < bytes.endIndex {
      guard let colon = bytes[index...].firstIndex(of: UInt8(ascii: ":")) else { return nil }
      let start = bytes.index(after: colon)
      if bytes[index] == UInt8(ascii: "-") {
        fields.append(nil)
        index = start
        continue
      }
      guard let length = Int(Substring(bytes[index..<colon])), length >= 0,
        let stop = bytes.index(start, offsetBy: length, limitedBy: bytes.endIndex)
      else { return nil }
      fields.append(String(Substring(bytes[start..<stop])))
      index = stop
    }
  }
}
