import Replication

/// What it takes to insert rows at a source and to replicate them to two others.
enum RowBenchmark {
  static func run(_ sizes: [Int64]) -> ReportTable {
    var table = ReportTable(
      title: "Rows inserted, a thousand with each statement, and replicated to two servers",
      header: ["rows", "on each server", "s", "user s", "MiB"])
    for size in sizes {
      Memory.forgetPeak()
      let servers = ReplicatedServers(mode: .asynchronous)
      servers.setUp()
      var counts: [Int64] = []
      let reading = Stopwatch.reading { counts = servers.insert(rows: size, perStatement: 1000) }
      table.rows.append([
        String(size), counts.map { String($0) }.joined(separator: " "), fixed(reading.wall, 2),
        fixed(reading.user, 2), fixed(Memory.peak, 0),
      ])
      servers.finish()
    }
    return table
  }
}
