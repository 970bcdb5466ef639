import ArgumentParser
import Foundation

/// `swift run -c release Benchmark [book|sets|commands|events|rows|requests]… [--pods N]…
/// [--rows N]… [--requests N]… [--parallel|--ordered]`: prints tables; it judges nothing.
@main
struct Main: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Benchmark",
    abstract: "Prints tables of what the parts of statebook cost; it judges nothing.",
    discussion: """
      Only a release build says something: swift run -c release Benchmark. The book of the folder \
      in which it is started is one of those that are measured.
      """)

  /// What can be measured.
  enum Part: String, CaseIterable, ExpressibleByArgument {
    case book, sets, commands, events, rows, requests
  }

  /// How StatefulSets make their pods.
  enum Order: String, EnumerableFlag {
    case parallel, ordered

    static func help(for value: Order) -> ArgumentHelp? {
      value == .parallel ? "Only sets of the policy Parallel." : "Only sets of OrderedReady."
    }
  }

  @Argument(help: "What to measure; without it, everything.") var parts: [Part] = []
  @Option(help: "How many pods a set has; may be given several times.") var pods: [Int] = []
  @Option(help: "How many rows are inserted; may be given several times.") var rows: [Int64] = []
  @Option(help: "How many requests are made; may be given several times.")
  var requests: [Int] = []
  @Flag(exclusivity: .chooseLast) var order: Order?

  func validate() throws {
    let numbers = [("pods", pods), ("rows", rows.map { Int($0) }), ("requests", requests)]
    for (name, values) in numbers {
      if let value = values.first(where: { $0 < 1 }) {
        throw ValidationError("--\(name) needs a number from 1 on, not \(value)")
      }
    }
  }

  /// The sets to measure, as the command line says.
  var sets: StatefulSetBenchmark {
    var sets = StatefulSetBenchmark()
    if let order { sets.policies = [order == .parallel] }
    if !pods.isEmpty { sets.sizes = pods }
    return sets
  }

  func run() async throws {
    func wants(_ part: Part) -> Bool { parts.isEmpty || parts.contains(part) }
    if wants(.book) {
      print(try await BookBenchmark.synthetic().text)
      let folder = URL(filePath: FileManager.default.currentDirectoryPath)
      print(try await BookBenchmark.real(folder).text)
    }
    if wants(.sets) { print(try sets.creation().text) }
    if wants(.commands) { print(try CommandBenchmark(sets).run().text) }
    if wants(.events) { print(EventBenchmark.run().text) }
    if wants(.requests) {
      print(try RequestBenchmark.run(requests.isEmpty ? [10_000, 100_000] : requests).text)
    }
    if wants(.rows) {
      print(RowBenchmark.run(rows.isEmpty ? [100_000, 1_000_000] : rows).text)
    }
  }
}
