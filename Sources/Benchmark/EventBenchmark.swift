import Simulation

/// How many events of the bare kernel a second runs: timers that set timers.
enum EventBenchmark {
  static func run() -> ReportTable {
    var table = ReportTable(
      title: "Events of the kernel", header: ["timers at a time", "events", "user s", "events/s"])
    for width in [1, 1_000, 100_000] {
      let world = World(seed: 1)
      let total: Int64 = 2_000_000
      func tick(_ number: Int) {
        world.schedule(after: .milliseconds(Int64(1 + number % 7))) { tick(number + 1) }
      }
      for number in 0..<width { tick(number) }
      let seconds = Stopwatch.reading { while world.eventCount < total { world.step() } }.user
      table.rows.append([
        String(width), String(total), fixed(seconds, 2), fixed(Double(total) / seconds, 0),
      ])
      world.finish()
    }
    return table
  }
}
