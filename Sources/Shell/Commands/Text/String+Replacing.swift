extension String {
  /// The text with each occurrence of a part replaced.
  func replacing(_ part: String, _ replacement: String) -> String {
    guard !part.isEmpty, utf8.count >= part.utf8.count else { return self }
    let bytes = Array(utf8)
    let wanted = Array(part.utf8)
    var result: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if bytes[at] == wanted[0], bytes[at...].starts(with: wanted) {
        result += Array(replacement.utf8)
        at += wanted.count
      } else {
        result.append(bytes[at])
        at += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
