import Simulation

/// How the logs of haproxy write things.
enum BalancerLog {
  /// `02/Mar/2026:09:00:00.123`
  static func date(_ time: VirtualTime) -> String {
    let date = time.calendar
    return "\(padded(date.day, 2))/\(date.monthName)/\(padded(date.year, 4)):\(date.clock)"
      + ".\(padded(time.millisecond, 3))"
  }

  /// A first line as a log may have it: short, and without characters that a terminal obeys.
  static func printable(_ line: String) -> String {
    var bytes: [UInt8] = []
    for byte in line.utf8.prefix(1024) {
      if byte < 32 || byte > 126 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "#") {
        let digits = Array("0123456789ABCDEF".utf8)
        bytes += [UInt8(ascii: "#"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
