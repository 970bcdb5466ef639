import Foundation

/// `swift run -c release Benchmark [book|sets|commands|events|rows|requests] [--pods N]…
/// [--rows N]… [--requests N]… [--parallel|--ordered]`: prints tables; it judges nothing.
@main
struct Main {
  static func main() async throws {
    var sets = StatefulSetBenchmark()
    var chosen: [String] = []
    var sizes: [Int] = []
    var rows: [Int64] = []
    var requests: [Int] = []
    var words = CommandLine.arguments.dropFirst()
    while let word = words.popFirst() {
      switch word {
      case "--pods":
        guard let size = words.popFirst().flatMap({ Int($0) }), size > 0 else {
          throw StatefulSetBenchmark.Failure(description: "--pods needs a number")
        }
        sizes.append(size)
      case "--rows":
        guard let count = words.popFirst().flatMap({ Int64($0) }), count > 0 else {
          throw StatefulSetBenchmark.Failure(description: "--rows needs a number")
        }
        rows.append(count)
      case "--requests":
        guard let count = words.popFirst().flatMap({ Int($0) }), count > 0 else {
          throw StatefulSetBenchmark.Failure(description: "--requests needs a number")
        }
        requests.append(count)
      case "--parallel": sets.policies = [true]
      case "--ordered": sets.policies = [false]
      case "book", "sets", "commands", "events", "rows", "requests": chosen.append(word)
      default: throw StatefulSetBenchmark.Failure(description: "what is '\(word)'?")
      }
    }
    if !sizes.isEmpty { sets.sizes = sizes }
    func wants(_ name: String) -> Bool { chosen.isEmpty || chosen.contains(name) }
    if wants("book") {
      print(try await BookBenchmark.synthetic().text)
      let folder = URL(filePath: FileManager.default.currentDirectoryPath)
      print(try await BookBenchmark.real(folder).text)
    }
    if wants("sets") { print(try sets.creation().text) }
    if wants("commands") { print(try CommandBenchmark(sets).run().text) }
    if wants("events") { print(EventBenchmark.run().text) }
    if wants("requests") {
      print(try RequestBenchmark.run(requests.isEmpty ? [10_000, 100_000] : requests).text)
    }
    if wants("rows") {
      print(RowBenchmark.run(rows.isEmpty ? [100_000, 1_000_000] : rows).text)
    }
  }
}
