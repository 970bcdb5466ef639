import Foundation

/// `swift run -c release Benchmark [book|sets|events]`: prints tables; it judges nothing.
@main
struct Main {
  static func main() async throws {
    let chosen = CommandLine.arguments.dropFirst()
    func wants(_ name: String) -> Bool { chosen.isEmpty || chosen.contains(name) }
    if wants("book") {
      print(try await BookBenchmark.synthetic().text)
      let folder = URL(filePath: FileManager.default.currentDirectoryPath)
      print(try await BookBenchmark.real(folder).text)
    }
    if wants("sets") { print(try StatefulSetBenchmark.run().text) }
    if wants("events") { print(EventBenchmark.run().text) }
  }
}
