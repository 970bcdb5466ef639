/// A time in the proleptic Gregorian calendar, always UTC.
///
/// It exists because the core may not use Foundation; the arithmetic is the usual
/// days-from-civil rule on 400-year cycles.
public struct CalendarDate: Hashable, Sendable {
  /// The year, counted with a year 0 before year 1.
  public var year: Int64
  /// 1 to 12.
  public var month: Int64
  /// 1 to 31.
  public var day: Int64
  /// 0 to 23.
  public var hour: Int64
  /// 0 to 59.
  public var minute: Int64
  /// 0 to 59; there are no leap seconds.
  public var second: Int64
  /// 0 is Sunday.
  public var weekday: Int64

  /// The calendar's reading of a count of seconds since 1970-01-01T00:00:00Z.
  public init(unixSeconds: Int64) {
    var days = unixSeconds / 86_400
    var rest = unixSeconds % 86_400
    if rest < 0 {
      rest += 86_400
      days -= 1
    }
    hour = rest / 3600
    minute = rest % 3600 / 60
    second = rest % 60
    weekday = ((days + 4) % 7 + 7) % 7

    // Days are counted from 0000-03-01, so that the leap day is the last of its year.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Seconds since 1970 of a calendar time. The fields are taken as they are; nothing is checked.
  public static func unixSeconds(
    year: Int64, month: Int64, day: Int64, hour: Int64 = 0, minute: Int64 = 0, second: Int64 = 0
  ) -> Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    return days * 86_400 + hour * 3600 + minute * 60 + second
  }

  /// English, three letters each, January first: no locale enters.
  public static let monthNames = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  /// English, three letters each, Sunday first.
  public static let weekdayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

  /// `2026-03-02T09:00:00Z`, the form of Kubernetes' timestamps.
  public var rfc3339: String {
    var text = PaddedText()
    text.add(year, 4)
    text.add("-")
    text.add(month, 2)
    text.add("-")
    text.add(day, 2)
    text.add("T")
    text.addClock(of: self)
    text.add("Z")
    return text.string
  }

  /// `Mon, 02 Mar 2026 09:00:00 +0000`, the form of `kubectl describe`.
  public var rfc1123: String {
    var text = PaddedText()
    text.add(weekdayName)
    text.add(", ")
    text.add(day, 2)
    text.add(" ")
    text.add(monthName)
    text.add(" ")
    text.add(year, 4)
    text.add(" ")
    text.addClock(of: self)
    text.add(" +0000")
    return text.string
  }

  /// `09:00:00`.
  public var clock: String {
    var text = PaddedText()
    text.addClock(of: self)
    return text.string
  }

  /// `2026/03/02 09:00:00`, the form of some servers' logs.
  public var slashed: String {
    var text = PaddedText()
    text.add(year, 4)
    text.add("/")
    text.add(month, 2)
    text.add("/")
    text.add(day, 2)
    text.add(" ")
    text.addClock(of: self)
    return text.string
  }

  /// The month in three English letters: `Mar`.
  public var monthName: String { CalendarDate.monthNames[Int(month - 1)] }
  /// The day in three English letters: `Mon`.
  public var weekdayName: String { CalendarDate.weekdayNames[Int(weekday)] }
}

/// `number` in decimal, with zeros in front up to `width` digits.
public func padded(_ number: Int64, _ width: Int) -> String {
  var text = PaddedText()
  text.add(number, width)
  return text.string
}

/// A short text that is put together from numbers of fixed width and what stands between them.
private struct PaddedText {
  private var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(32) }

  var string: String { String(decoding: bytes, as: UTF8.self) }

  mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func add(_ number: Int64, _ width: Int) {
    guard number >= 0 else {
      // The sign stands behind the zeros, as it always did.
      let digits = String(number)
      for _ in 0..<max(0, width - digits.utf8.count) { bytes.append(UInt8(ascii: "0")) }
      return add(digits)
    }
    let start = bytes.count
    var rest = number
    while rest > 0 || bytes.count - start < max(width, 1) {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    }
    bytes[start...].reverse()
  }

  /// `09:00:00`.
  mutating func addClock(of date: CalendarDate) {
    add(date.hour, 2)
    add(":")
    add(date.minute, 2)
    add(":")
    add(date.second, 2)
  }
}

extension VirtualTime {
  /// The calendar's reading of this time, UTC.
  public var calendar: CalendarDate { CalendarDate(unixSeconds: unixSeconds) }
}
