import Book
import Scenes
import Sessions
import Shell
import Simulation
import StatebookCommands

// The examples that the documentation of the public API shows, each with all its lines.
// `DocumentationTests` compares them.

/// A bell that somebody rings, and that can break.
final class Bell {
  var isBroken = false
  var rings = 0
  var count = 1
}

extension SimulationPlugin {
  static let greeter = SimulationPlugin(name: "greeter", version: "1.0", summary: "Greets") {
    registrations in
    registrations.command("greet", summary: "greets somebody") {
      ImmediateProgram { process in
        process.write("Hello, \(process.arguments.last ?? "you")!\n")
        return 0
      }
    }
  }

  static func poet(_ verse: String) -> SimulationPlugin {
    SimulationPlugin(
      name: "poet", version: "1.0", summary: "Says a verse", inputs: [.init("verse", verse)]
    ) { registrations in
      registrations.command("recite", summary: "says the verse") {
        ImmediateProgram { process in
          process.write(verse + "\n")
          return 0
        }
      }
    }
  }

  static let bells = SimulationPlugin(name: "bells", version: "1.0", summary: "Bells") {
    registrations in
    let bell = Bell()

    registrations.command("ring", summary: "rings the bell") {
      ImmediateProgram { process in
        guard !bell.isBroken else {
          process.writeError("ring: nothing is heard\n")
          return 1
        }
        bell.rings += 1
        process.world.record("ring", "bell/door", "rang")
        return 0
      }
    }

    registrations.command("boil", summary: "boils an egg") { EggTimer() }
    registrations.command("visit", summary: "goes to the door") { Visit() }

    registrations.program("bell-server", summary: "rings whenever somebody connects") {
      BellServer()
    }

    registrations.image("bell", summary: "rings whenever somebody connects") { tag in
      guard tag == "1.0" else { return nil }
      var files = StandardSystem.debian
      files.addProgram("usr/local/bin/bell-server", "bell-server")
      return Image(
        reference: "", files: files, entrypoint: ["bell-server"], exposedPorts: [7000])
    }

    registrations.fault("break", usage: "break", summary: "break the bell") { process, _ in
      let cause = process.world.record("sim", "bell/door", "is broken")
      process.world.causing(cause) { bell.isBroken = true }
      return 0
    }

    registrations.crash("bell/NAME") { name in
      guard name == "bell/door" else { return nil }
      if bell.isBroken { return .refused("the bell is broken already") }
      bell.isBroken = true
      return .crashed
    }

    registrations.kind("Bell", words: ["bells"])

    registrations.setting("bells", summary: "how many bells there are: 2") { value in
      guard let value else { return [] }
      guard case .integer(let count) = value, (1...3).contains(count) else {
        return ["bells: a number from 1 to 3 is needed"]
      }
      bell.count = Int(count)
      return []
    }

    registrations.explanation { _, subject in
      guard subject == "bell/door" else { return nil }
      return bell.isBroken ? "the bell at the door is broken" : "the bell at the door is whole"
    }

    registrations.picture("bells", summary: "the bell, and how often it rang") { _, scene in
      scene.boxes.append(
        SceneBox(
          id: "bell/door", kind: .process, label: "door",
          badges: [SceneBadge("\(bell.rings) rings", bell.isBroken ? .bad : .good)]))
    }
  }
}

final class EggTimer: Program {
  func start(_ process: Process) {
    process.write("on the stove\n")
    process.schedule(after: .minutes(3)) {
      process.write("done\n")
      process.exit(0)
    }
  }
}

/// Says what a visitor at the bell hears, and counts the visits.
final class Visit: Program {
  func start(_ process: Process) {
    let file = "/tmp/visits"
    do throws(FileError) {
      let files = process.fileSystem
      let count = files.exists(file) ? Int(try files.read(file)) ?? 0 : 0
      try files.write(String(count + 1), to: file, now: process.world.now)
    } catch {
      process.writeError("visits: \(error.text)\n")
      return process.exit(1)
    }
    process.world.network.lookUp("localhost", .address, from: process.host) { result in
      guard process.isRunning else { return }
      guard let address = result.addresses.first else { return process.exit(1) }
      Visit.go(to: address, process)
    }
  }

  static func go(to address: String, _ process: Process) {
    process.connect(to: address, port: 7000) { result in
      guard case .connected(let socket) = result else { return process.exit(1) }
      socket.onReceive = { text in process.write(text) }
      socket.onClose = { _ in process.exit(0) }
    }
  }
}

final class BellServer: Program {
  func start(_ process: Process) {
    let isListening = process.listen(on: 7000) { socket in
      socket.send("ring\n")
      socket.close()
    }
    if !isListening { process.exit(1) }
  }

  func handle(_ signal: Signal, in process: Process) -> Bool {
    guard signal == .terminate else { return false }
    process.exit(0)
    return true
  }
}

extension Fence {
  static let shout = Fence(
    FencePlugin(word: "shout", summary: "Text in large letters.")
  ) { fence, place in
    Markup("p", ["class": "shout"], text: fence.lines.map(\.text).joined(separator: " "))
  }
}

extension Fence {
  static let last = Fence(
    FencePlugin(word: "last", summary: "What the last command printed.")
  ) { _, place in
    let step = place.run?.blocks.last?.steps.last
    return Markup("pre", ["id": place.id], text: step?.recording.output ?? "")
  }
}

extension FencePlugin {
  static let verse = FencePlugin(
    word: "verse", version: "1.0", summary: "A verse of four lines.",
    attributes: [AttributeRule("by", .text, isRequired: true, "who wrote it")]
  ) { fence, chapter in
    var reading = FenceReading()
    if fence.lines.count != 4 {
      reading.diagnostics.append(
        Diagnostic(
          file: chapter.file, range: fence.code.range, "a verse of \(fence.lines.count) lines",
          suggestion: "write four"))
    }
    return reading
  }
}

enum Drawing {
  static func door() -> Scene {
    var scene = Scene(title: "A door with a bell")
    scene.boxes = [
      SceneBox(id: "host/door", kind: .host, label: "door"),
      SceneBox(
        id: "bell/door", kind: .process, label: "bell", badges: [SceneBadge("rang", .good)],
        parent: "host/door"),
    ]
    return scene
  }

  static func picture(of name: String, isHidden: Bool) -> Markup {
    Markup("button", ["type": "button", "hidden": isHidden ? "" : nil], text: name)
  }
}

struct MyBook {
  static func main() async {
    await Statebook.main(plugins: .standard + [.bells], fences: [.shout])
  }
}
