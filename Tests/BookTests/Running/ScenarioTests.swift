import Foundation
import Scenes
import Sessions
import StatebookCommands
import Testing

@testable import Book

/// Scenarios that prove items of `Tests/ItemTests/items.txt` and are good to read: Markdown like a
/// chapter, outside of the book. `statebook test Tests/Scenarios/NAME.md` runs one.
@Suite struct ScenarioTests {
  static let folder = URL(filePath: Repository.root).appending(path: "Tests/Scenarios")

  static let files: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".md") }.sorted()
  }()

  @Test func thereAreScenarios() {
    #expect(!ScenarioTests.files.isEmpty)
  }

  /// A scenario, and what is wrong with its text.
  static func scenario(_ name: String) throws -> (Chapter, [Diagnostic]) {
    let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
    return ChapterReader(isLone: true).read(bytes, file: "Tests/Scenarios/" + name)
  }

  @Test(arguments: files)
  func scenarioIsAsItSays(_ name: String) throws {
    let file = "Tests/Scenarios/" + name
    let (scenario, mistakes) = try ScenarioTests.scenario(name)
    let run = ChapterRunner(plugins: .standard).run(scenario, mistakes: mistakes)
    let style = TextStyle(isColoured: false)
    for diagnostic in run.diagnostics where diagnostic.severity == .error {
      let renderer = DiagnosticRenderer(sources: [file: scenario.source])
      Issue.record("\(renderer.text(diagnostic))")
    }
    for finding in run.findings() {
      Issue.record("\(FailureReport(finding, file: file, style: style).text)")
    }
    #expect(run.passed)
  }

  /// The servers of the other plugins are drawn inside of the container or pod that they run in.
  @Test(arguments: ["docker", "kubectl"])
  func serversAreDrawnWhereTheyRun(_ way: String) throws {
    var configuration = SessionConfiguration(seed: 1)
    configuration.settings["cluster"] = way == "docker" ? "none" : ["nodes": 1]
    let session = Session(
      configuration: configuration, plugins: .standard, yamlReader: YamsReader())
    defer { session.finish() }
    let start =
      way == "docker"
      ? "docker run -d -q --name A IMAGE"
      : "kubectl run A --image=IMAGE --env=MYSQL_ALLOW_EMPTY_PASSWORD=1"
    for (name, image) in [("shop", "shop:1.0"), ("store", "redis:7"), ("db", "mysql:8.0")] {
      var command = start.replacing("A ", with: name + " ").replacing("IMAGE", with: image)
      if way == "docker" {
        command = command.replacing("run -d", with: "run -d -e MYSQL_ALLOW_EMPTY_PASSWORD=1")
      }
      let step = session.run(command)
      #expect(step.exitStatus == 0, "\(step.output)")
    }
    _ = session.run("sleep 30")
    let scene = session.scene()
    let kinds: [SceneKind] = [.server, .store, .database]
    for kind in kinds {
      let box = try #require(scene.boxes.first { $0.kind == kind }, "no \(kind.name)")
      let parent = try #require(box.parent, "the \(kind.name) is in nothing")
      #expect(parent.hasPrefix(way == "docker" ? "container/" : "pod/"))
    }
  }
}
