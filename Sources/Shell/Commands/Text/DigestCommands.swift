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
