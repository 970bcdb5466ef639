import Simulation

/// Lengths of time, sizes and times as docker prints them.
enum DockerText {
  /// `About a minute`, `3 weeks`: how long something is ago.
  static func roughly(_ duration: VirtualDuration) -> String {
    let seconds = duration.seconds
    if seconds < 1 { return "Less than a second" }
    if seconds == 1 { return "1 second" }
    if seconds < 60 { return "\(seconds) seconds" }
    let minutes = seconds / 60
    if minutes == 1 { return "About a minute" }
    if minutes < 60 { return "\(minutes) minutes" }
    // Hours are rounded; everything above is cut.
    let hours = (seconds + 1800) / 3600
    if hours == 1 { return "About an hour" }
    if hours < 48 { return "\(hours) hours" }
    if hours < 24 * 7 * 2 { return "\(hours / 24) days" }
    if hours < 24 * 30 * 2 { return "\(hours / 24 / 7) weeks" }
    if hours < 24 * 365 * 2 { return "\(hours / 24 / 30) months" }
    return "\(seconds / 3600 / 24 / 365) years"
  }

  /// Three digits and a unit: `192MB`, `4.26MB`.
  static func size(_ bytes: Int64) -> String {
    let units = ["B", "kB", "MB", "GB", "TB"]
    var unit = 0
    var scale: Int64 = 1
    while unit < units.count - 1, bytes >= scale * 1000 {
      scale *= 1000
      unit += 1
    }
    // Three digits: with two, one or no places behind the point.
    let whole = bytes / scale
    if unit == 0 { return "\(bytes)B" }
    let places = whole < 10 ? 2 : whole < 100 ? 1 : 0
    let factor: Int64 = places == 2 ? 100 : places == 1 ? 10 : 1
    let rounded = (bytes * factor + scale / 2) / scale
    var text = "\(rounded / factor)"
    if places > 0 {
      var fraction = padded(rounded % factor, places)
      while fraction.hasSuffix("0") { fraction.removeLast() }
      if !fraction.isEmpty { text += "." + fraction }
    }
    return text + units[unit]
  }

  /// `2026-03-02T09:00:01.25Z`
  static func time(_ time: VirtualTime?) -> String {
    guard let time else { return "0001-01-01T00:00:00Z" }
    let fraction = (time.milliseconds % 1000 + 1000) % 1000
    let seconds = String(time.calendar.rfc3339.dropLast())
    var digits = padded(fraction, 3)
    while digits.hasSuffix("0") { digits.removeLast() }
    return digits.isEmpty ? seconds + "Z" : seconds + "." + digits + "Z"
  }

  /// `2026-03-02 09:00:01 +0000 UTC`
  static func longTime(_ time: VirtualTime) -> String {
    let text = time.calendar.rfc3339.dropLast()
    return text.split(separator: "T").map { String($0) }.joined(separator: " ") + " +0000 UTC"
  }

  static func milliseconds(_ duration: VirtualDuration) -> String {
    let value = duration.milliseconds
    return value % 1000 == 0 ? "\(value / 1000) s" : "\(value) ms"
  }

  /// The beginning of a text, with a sign that it goes on.
  static func shortened(_ text: String, _ length: Int) -> String {
    let scalars = Array(text.unicodeScalars)
    if scalars.count <= length { return text }
    return String(String.UnicodeScalarView(scalars.prefix(length - 1))) + "…"
  }
}
