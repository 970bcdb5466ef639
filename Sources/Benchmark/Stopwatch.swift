import Foundation

/// How long things take: in real time, and in processor time, which other programs on the machine
/// stretch much less.
enum Stopwatch {
  /// A length of time, in seconds.
  struct Reading {
    var wall: Double
    /// What the program itself computed, without the operating system's part.
    var user: Double
  }

  /// The time that `body` takes.
  static func reading(_ body: () throws -> Void) rethrows -> Reading {
    let user = userSeconds
    let clock = ContinuousClock()
    let duration = try clock.measure(body)
    return Reading(
      wall: Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18,
      user: userSeconds - user)
  }

  /// The median of the times that several runs of `body` take, after one run that does not count:
  /// in real time, and in the processor time of all threads, with the operating system's part.
  static func median(
    of runs: Int, _ body: () throws -> Void
  ) rethrows -> (wall: Double, processor: Double) {
    try body()
    var walls: [Double] = []
    var processors: [Double] = []
    for _ in 0..<runs {
      let start = processorSeconds
      walls.append(try reading(body).wall)
      processors.append(processorSeconds - start)
    }
    return (walls.sorted()[runs / 2], processors.sorted()[runs / 2])
  }

  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static var userSeconds: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1e6
  }
}
