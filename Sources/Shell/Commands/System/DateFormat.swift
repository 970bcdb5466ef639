import Simulation

/// What `date` prints for a format.
enum DateFormat {
  /// Nil when the format has a part that is not known.
  static func text(_ format: String, _ time: VirtualTime) -> String? {
    let date = time.calendar
    let millisecond = time.milliseconds - time.wholeSeconds.milliseconds
    var result = ""
    var rest = format[...]
    while let character = rest.popFirst() {
      guard character == "%", var letter = rest.popFirst() else {
        result.append(character)
        continue
      }
      var isBare = false
      if letter == "-" {
        isBare = true
        guard let next = rest.popFirst() else { return nil }
        letter = next
      }
      if letter == "3", rest.first == "N" {
        rest.removeFirst()
        result += padded(millisecond, 3)
        continue
      }
      func number(_ value: Int64, _ width: Int) -> String { padded(value, isBare ? 1 : width) }
      switch letter {
      case "Y": result += String(date.year)
      case "y": result += number(date.year % 100, 2)
      case "m": result += number(date.month, 2)
      case "d": result += number(date.day, 2)
      case "e": result += isBare ? String(date.day) : Columns.right(String(date.day), 2)
      case "H": result += number(date.hour, 2)
      case "I": result += number((date.hour + 11) % 12 + 1, 2)
      case "M": result += number(date.minute, 2)
      case "S": result += number(date.second, 2)
      case "p": result += date.hour < 12 ? "AM" : "PM"
      case "s": result += String(time.unixSeconds)
      case "N": result += padded(millisecond * 1_000_000, 9)
      case "F": result += String(date.rfc3339.prefix(10))
      case "T": result += date.clock
      case "R": result += String(date.clock.prefix(5))
      case "D":
        result += "\(padded(date.month, 2))/\(padded(date.day, 2))/\(padded(date.year % 100, 2))"
      case "a": result += date.weekdayName
      case "b", "h": result += date.monthName
      case "A": result += weekdays[Int(date.weekday)]
      case "B": result += months[Int(date.month - 1)]
      case "u": result += String((date.weekday + 6) % 7 + 1)
      case "w": result += String(date.weekday)
      case "j": result += number(dayOfYear(date), 3)
      case "Z": result += "UTC"
      case "z": result += "+0000"
      case "n": result += "\n"
      case "t": result += "\t"
      case "%": result += "%"
      default: return nil
      }
    }
    return result
  }

  private static func dayOfYear(_ date: CalendarDate) -> Int64 {
    let start = CalendarDate.unixSeconds(year: date.year, month: 1, day: 1)
    let day = CalendarDate.unixSeconds(year: date.year, month: date.month, day: date.day)
    return (day - start) / 86_400 + 1
  }

  private static let weekdays = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
