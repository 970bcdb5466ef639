import Simulation

/// The dates of HTTP's headers: `Mon, 02 Mar 2026 09:00:00 GMT`.
enum HTTPDate {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// Seconds since 1970; nil for what is no such date. `02-Mar-2026` is understood, too.
  static func unixSeconds(_ text: String) -> Int64? {
    let words = text.split { $0 == " " || $0 == "-" || $0 == "," }
    guard words.count >= 5, let day = Int64(words[1]), (1...31).contains(day),
      let month = months.firstIndex(of: words[2].lowercased()), let year = Int64(words[3]),
      (0...9999).contains(year)
    else { return nil }
    let clock = words[4].split(separator: ":").compactMap { Int64($0) }
    guard clock.count == 3, clock.allSatisfy({ (0...60).contains($0) }) else { return nil }
    let full = year < 70 ? year + 2000 : year < 100 ? year + 1900 : year
    return CalendarDate.unixSeconds(
      year: full, month: Int64(month) + 1, day: day, hour: clock[0]) + clock[1] * 60 + clock[2]
  }
}
