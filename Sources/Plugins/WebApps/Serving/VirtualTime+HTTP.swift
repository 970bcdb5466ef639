import Simulation

extension VirtualTime {
  /// `Mon, 02 Mar 2026 09:00:00 GMT`, the form of HTTP's headers.
  var httpDate: String { String(calendar.rfc1123.dropLast(5)) + "GMT" }

  /// `02/Mar/2026:09:00:00 +0000`, the form of access logs.
  var logDate: String {
    let date = calendar
    return "\(padded(date.day, 2))/\(date.monthName)/\(padded(date.year, 4)):\(date.clock) +0000"
  }

  /// The milliseconds of its second.
  var millisecond: Int64 {
    milliseconds - (unixSeconds - VirtualTime.epochSeconds) * 1000
  }
}
