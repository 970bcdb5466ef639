extension VirtualDuration {
  /// The length as the tables of kubectl show ages (K10): `5s`, `2m5s`, `3h4m`, `2d3h`, `5d`.
  public var human: String {
    // Go divides toward zero; a second too early still counts as now.
    let seconds = milliseconds / 1000
    if seconds < -1 { return "<invalid>" }
    if seconds < 0 { return "0s" }
    if seconds < 120 { return "\(seconds)s" }
    let minutes = seconds / 60
    if minutes < 10 {
      let rest = seconds % 60
      return rest == 0 ? "\(minutes)m" : "\(minutes)m\(rest)s"
    }
    if minutes < 180 { return "\(minutes)m" }
    let hours = minutes / 60
    if hours < 8 {
      let rest = minutes % 60
      return rest == 0 ? "\(hours)h" : "\(hours)h\(rest)m"
    }
    if hours < 48 { return "\(hours)h" }
    let days = hours / 24
    if days < 8 {
      let rest = hours % 24
      return rest == 0 ? "\(days)d" : "\(days)d\(rest)h"
    }
    if days < 730 { return "\(days)d" }
    let years = days / 365
    if years < 8 {
      let rest = days % 365
      return rest == 0 ? "\(years)y" : "\(years)y\(rest)d"
    }
    return "\(years)y"
  }
}
