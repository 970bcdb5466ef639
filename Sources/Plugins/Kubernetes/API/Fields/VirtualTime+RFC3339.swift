public import Simulation

extension VirtualTime {
  /// Reads `2026-03-02T09:00:00Z`, with an optional fraction (milliseconds are kept) and an
  /// optional offset such as `+07:00`. Anything else is nil.
  public init?(rfc3339 text: String) {
    let bytes = Array(text.utf8)
    func number(_ from: Int, _ count: Int) -> Int64? {
      guard from + count <= bytes.count else { return nil }
      var value: Int64 = 0
      for byte in bytes[from..<from + count] {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + Int64(byte - 0x30)
      }
      return value
    }
    func has(_ character: Character, at index: Int) -> Bool {
      index < bytes.count && bytes[index] == character.asciiValue
    }
    guard let year = number(0, 4), has("-", at: 4), let month = number(5, 2), has("-", at: 7),
      let day = number(8, 2), has("T", at: 10), let hour = number(11, 2), has(":", at: 13),
      let minute = number(14, 2), has(":", at: 16), let second = number(17, 2),
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 60
    else { return nil }
    var index = 19
    var milliseconds: Int64 = 0
    if has(".", at: index) {
      index += 1
      var scale: Int64 = 100
      let start = index
      while let digit = number(index, 1) {
        milliseconds += digit * scale
        scale /= 10
        index += 1
      }
      guard index > start else { return nil }
    }
    var offset: Int64 = 0
    if has("Z", at: index) {
      index += 1
    } else if has("+", at: index) || has("-", at: index) {
      guard let hours = number(index + 1, 2), has(":", at: index + 3),
        let minutes = number(index + 4, 2)
      else { return nil }
      offset = (hours * 3600 + minutes * 60) * (has("-", at: index) ? -1 : 1)
      index += 6
    } else {
      return nil
    }
    guard index == bytes.count else { return nil }
    let seconds = CalendarDate.unixSeconds(
      year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    self.init(
      milliseconds: (seconds - offset - VirtualTime.epochSeconds) * 1000 + milliseconds)
  }
}
