/// A point on the virtual clock of a world, in milliseconds since the world's epoch.
///
/// The epoch is 2026-03-02T09:00:00Z, a Monday. Times before it are negative: a cluster that
/// was set up before the first command has objects with such times. Real time never enters.
///
/// Calculating with times never overflows: what lies beyond is the latest or the earliest time.
public struct VirtualTime: Hashable, Comparable, Sendable {
  /// Milliseconds since the epoch.
  public var milliseconds: Int64

  /// The epoch, as seconds since 1970-01-01T00:00:00Z.
  public static let epochSeconds: Int64 = 1_772_442_000

  /// The time that lies `milliseconds` after the epoch.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// The epoch itself, the time at which a session's first command may start.
  public static let zero = VirtualTime(milliseconds: 0)

  public static func < (left: VirtualTime, right: VirtualTime) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The time later by `duration`, at most the latest one.
  public static func + (time: VirtualTime, duration: VirtualDuration) -> VirtualTime {
    VirtualTime(milliseconds: time.milliseconds.plus(duration.milliseconds))
  }

  /// The time earlier by `duration`, at least the earliest one.
  public static func - (time: VirtualTime, duration: VirtualDuration) -> VirtualTime {
    VirtualTime(milliseconds: time.milliseconds.minus(duration.milliseconds))
  }

  /// From `right` to `left`; negative when `left` is earlier.
  public static func - (left: VirtualTime, right: VirtualTime) -> VirtualDuration {
    VirtualDuration(milliseconds: left.milliseconds.minus(right.milliseconds))
  }

  /// Whole seconds since 1970, rounded down: what Kubernetes' timestamps keep.
  public var unixSeconds: Int64 {
    let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    return VirtualTime.epochSeconds + quotient - (remainder < 0 ? 1 : 0)
  }

  /// The time with its fraction of a second cut off, as an object's timestamp stores it.
  public var wholeSeconds: VirtualTime {
    VirtualTime(milliseconds: (unixSeconds - VirtualTime.epochSeconds) * 1000)
  }
}

/// A length of virtual time, in milliseconds. Sums and products beyond the longest length are that
/// one.
public struct VirtualDuration: Hashable, Comparable, Sendable {
  /// Its length; negative for the way back.
  public var milliseconds: Int64

  /// A length as given; any number is allowed.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// No time at all.
  public static let zero = VirtualDuration(milliseconds: 0)

  /// So many milliseconds.
  public static func milliseconds(_ count: Int64) -> VirtualDuration {
    VirtualDuration(milliseconds: count)
  }

  /// So many seconds of 1000 ms.
  public static func seconds(_ count: Int64) -> VirtualDuration {
    VirtualDuration(milliseconds: count.times(1000))
  }

  /// So many minutes of 60 s. There are no longer units: days have no fixed length in calendars.
  public static func minutes(_ count: Int64) -> VirtualDuration { .seconds(count.times(60)) }

  public static func < (left: VirtualDuration, right: VirtualDuration) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The sum, at most the longest length.
  public static func + (left: VirtualDuration, right: VirtualDuration) -> VirtualDuration {
    VirtualDuration(milliseconds: left.milliseconds.plus(right.milliseconds))
  }

  /// The product, at most the longest length.
  public static func * (duration: VirtualDuration, factor: Int64) -> VirtualDuration {
    VirtualDuration(milliseconds: duration.milliseconds.times(factor))
  }

  /// Whole seconds, rounded toward zero.
  public var seconds: Int64 { milliseconds / 1000 }
}

extension Int64 {
  /// The sum, or the number nearest to it.
  fileprivate func plus(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other < 0 ? .min : .max) : sum
  }

  fileprivate func minus(_ other: Int64) -> Int64 {
    let (difference, overflow) = subtractingReportingOverflow(other)
    return overflow ? (other < 0 ? .max : .min) : difference
  }

  fileprivate func times(_ other: Int64) -> Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? ((self < 0) == (other < 0) ? .max : .min) : product
  }
}
