/// A DATETIME, TIMESTAMP or DATE. The time zone of the server is UTC.
public struct SQLTime: Hashable, Sendable {
  /// Seconds since 1970-01-01 00:00:00.
  public var seconds: Int64
  /// Whether it is a DATE, which has no time of day. Fractions of seconds are missing.
  public var isDate: Bool

  /// A time as given, without a look at the range that MySQL has.
  public init(seconds: Int64, isDate: Bool = false) {
    self.seconds = seconds
    self.isDate = isDate
  }

  /// `2026-03-02 09:00:00`, or the date alone.
  public var text: String {
    let fields = fields
    let date =
      SQLTime.digits(fields.year, 4) + "-" + SQLTime.digits(fields.month, 2) + "-"
      + SQLTime.digits(fields.day, 2)
    return isDate ? date : date + " " + clock
  }

  /// `09:00:00`.
  var clock: String {
    let rest = ((seconds % 86_400) + 86_400) % 86_400
    return SQLTime.digits(rest / 3600, 2) + ":" + SQLTime.digits(rest % 3600 / 60, 2) + ":"
      + SQLTime.digits(rest % 60, 2)
  }

  var date: SQLTime {
    SQLTime(seconds: seconds - ((seconds % 86_400) + 86_400) % 86_400, isDate: true)
  }

  /// The number `20260302090000` that stands for it in arithmetic.
  var packed: Int64 {
    let fields = fields
    let date = fields.year * 10_000 + fields.month * 100 + fields.day
    if isDate { return date }
    let rest = ((seconds % 86_400) + 86_400) % 86_400
    return date * 1_000_000 + rest / 3600 * 10_000 + rest % 3600 / 60 * 100 + rest % 60
  }

  /// Year, month and day of the Gregorian calendar, by the usual rule on 400-year cycles.
  var fields: (year: Int64, month: Int64, day: Int64) {
    let days = (seconds - ((seconds % 86_400) + 86_400) % 86_400) / 86_400 + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1
    )
  }

  init?(
    year: Int64, month: Int64, day: Int64, hour: Int64 = 0, minute: Int64 = 0, second: Int64 = 0,
    isDate: Bool
  ) {
    guard (1...9999).contains(year), (1...12).contains(month), (0...23).contains(hour),
      (0...59).contains(minute), (0...59).contains(second), day >= 1
    else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day <= lengths[Int(month - 1)] else { return nil }
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    seconds = days * 86_400 + hour * 3600 + minute * 60 + second
    self.isDate = isDate
  }

  /// Reads `2026-03-02 09:00:00`, `2026-03-02T09:00`, `2026-03-02` or `20260302090000`.
  public init?(_ text: String) {
    var numbers: [Int64] = []
    var digits = 0
    var current: Int64 = 0
    var fraction = false
    for byte in text.utf8 {
      switch byte {
      case 48...57:
        if fraction { continue }
        current = current * 10 + Int64(byte - 48)
        digits += 1
        if digits > 14 { return nil }
      case 45, 47, 58, 32, 84, 46:
        guard digits > 0 || byte == 32 else { return nil }
        if digits > 0 { numbers.append(current) }
        current = 0
        digits = 0
        if byte == 46 { fraction = true }
      default: return nil
      }
    }
    if digits > 0 { numbers.append(current) }
    if numbers.count == 1 {
      let number = numbers[0]
      if number > 99_999_999 {
        numbers = [
          number / 10_000_000_000, number / 100_000_000 % 100, number / 1_000_000 % 100,
          number / 10_000 % 100, number / 100 % 100, number % 100,
        ]
      } else {
        numbers = [number / 10_000, number / 100 % 100, number % 100]
      }
    }
    guard numbers.count >= 3, numbers.count <= 6 else { return nil }
    let isDate = numbers.count == 3
    while numbers.count < 6 { numbers.append(0) }
    self.init(
      year: numbers[0], month: numbers[1], day: numbers[2], hour: numbers[3], minute: numbers[4],
      second: numbers[5], isDate: isDate)
  }

  static func digits(_ number: Int64, _ width: Int) -> String {
    let text = String(number)
    return text.utf8.count >= width
      ? text : String(repeating: "0", count: width - text.utf8.count) + text
  }
}
