import Simulation

extension StandardCommand {
  static var md5sum: StandardCommand { digest("md5sum", length: 32) { MD5.digest($0) } }
  static var sha1sum: StandardCommand { digest("sha1sum", length: 40) { SHA1.digest($0) } }
  static var sha256sum: StandardCommand { digest("sha256sum", length: 64) { SHA256.digest($0) } }

  private static func digest(
    _ name: String, length: Int, _ compute: @escaping ([UInt8]) -> [UInt8]
  ) -> StandardCommand {
    StandardCommand(
      name: name, short: "cbt", long: [("check", "c"), ("quiet", "quiet"), ("status", "status")],
      usage: "\(name) [OPTION]... [FILE]...", refused: "wz"
    ) { call in
      call.readTexts(call.operands) { texts in
        guard call.has("c") else {
          for (name, text) in texts {
            call.write(hexadecimal(compute(Array(text.utf8))) + "  \(name)\n")
          }
          return 0
        }
        return check(call, texts, length, compute)
      }
      return nil
    }
  }

  private static func check(
    _ call: CommandCall, _ texts: [(name: String, text: String)], _ length: Int,
    _ compute: ([UInt8]) -> [UInt8]
  ) -> Int32 {
    var wrong = 0
    var missing = 0
    for (_, text) in texts {
      for line in CommandCall.lines(text) {
        let sum = line.prefix(length)
        guard line.utf8.count > length + 2, sum.allSatisfy({ $0.isHexDigit }) else { continue }
        let path = String(line.dropFirst(length + 2))
        guard let contents = call.read(path) else {
          call.write("\(path): FAILED open or read\n")
          missing += 1
          continue
        }
        let isRight = hexadecimal(compute(Array(contents.utf8))) == sum.lowercased()
        if !isRight { wrong += 1 }
        if !call.has("status"), !(isRight && call.has("quiet")) {
          call.write("\(path): \(isRight ? "OK" : "FAILED")\n")
        }
      }
    }
    if missing > 0 {
      call.complain("WARNING: \(missing) listed file\(missing == 1 ? "" : "s") could not be read")
    }
    if wrong > 0 {
      call.complain("WARNING: \(wrong) computed checksum\(wrong == 1 ? "" : "s") did NOT match")
    }
    return wrong + missing > 0 ? 1 : 0
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// `base64`
  static var base64: StandardCommand {
    StandardCommand(
      name: "base64", short: "dw:i",
      long: [("decode", "d"), ("wrap=", "w"), ("ignore-garbage", "i")],
      usage: "base64 [OPTION]... [FILE]"
    ) { call in
      let width = call.value("w").flatMap { Int(bounded: $0) } ?? 76
      if call.operands.count > 1 { return call.misuse("extra operand '\(call.operands[1])'") }
      call.readTexts(call.operands) { texts in
        let text = texts.first?.text ?? ""
        if call.has("d") {
          let (bytes, isValid) = Base64.decode(text, ignoringGarbage: call.has("i"))
          call.write(String(decoding: bytes, as: UTF8.self))
          return isValid ? 0 : call.fail("invalid input")
        }
        call.write(Base64.encode(Array(text.utf8), width: width))
        return 0
      }
      return nil
    }
  }
}

/// Base64 with lines of a given length.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The text, each line ended by a line feed; a width of 0 makes one text without any.
  static func encode(_ bytes: [UInt8], width: Int) -> String {
    var text: [UInt8] = []
    var column = 0
    func append(_ byte: UInt8) {
      text.append(byte)
      column += 1
      if width > 0, column == width {
        text.append(10)
        column = 0
      }
    }
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let rest = min(3, bytes.count - start)
      var group = UInt32(bytes[start]) << 16
      if rest > 1 { group |= UInt32(bytes[start + 1]) << 8 }
      if rest > 2 { group |= UInt32(bytes[start + 2]) }
      for index in 0..<4 {
        if index <= rest {
          append(alphabet[Int(group >> UInt32(18 - 6 * index) & 63)])
        } else {
          append(61)
        }
      }
    }
    if width > 0, column > 0 { text.append(10) }
    return String(decoding: text, as: UTF8.self)
  }

  static func decode(_ text: String, ignoringGarbage: Bool) -> (bytes: [UInt8], isValid: Bool) {
    var bytes: [UInt8] = []
    var group: UInt32 = 0
    var count = 0
    var padding = 0
    for byte in text.utf8 where byte != 10 {
      if byte == 61 {
        padding += 1
        continue
      }
      guard let value = alphabet.firstIndex(of: byte), padding == 0 else {
        if ignoringGarbage { continue }
        return (bytes, false)
      }
      group = group << 6 | UInt32(value)
      count += 1
      if count == 4 {
        bytes += [UInt8(group >> 16 & 255), UInt8(group >> 8 & 255), UInt8(group & 255)]
        group = 0
        count = 0
      }
    }
    if count == 1 { return (bytes, false) }
    if count == 2 { bytes.append(UInt8(group >> 4 & 255)) }
    if count == 3 { bytes += [UInt8(group >> 10 & 255), UInt8(group >> 2 & 255)] }
    return (bytes, count == 0 ? padding == 0 : count + padding == 4)
  }
}
