import Foundation

/// `swift run -c release Benchmark [book|sets|commands|events] [--pods N]… [--parallel|--ordered]`:
/// prints tables; it judges nothing.
@main
struct Main {
  static func main() async throws {
    var sets = StatefulSetBenchmark()
    var chosen: [String] = []
    var sizes: [Int] = []
    var words = CommandLine.arguments.dropFirst()
    while let word = words.popFirst() {
      switch word {
      case "--pods":
        guard let size = words.popFirst().flatMap({ Int($0) }), size > 0 else {
          throw StatefulSetBenchmark.Failure(description: "--pods needs a number")
        }
        sizes.append(size)
      case "--parallel": sets.policies = [true]
      case "--ordered": sets.policies = [false]
      case "book", "sets", "commands", "events": chosen.append(word)
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
  }
}
