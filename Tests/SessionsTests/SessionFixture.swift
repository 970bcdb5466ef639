import Scenes
import Sessions
import Simulation
import Values

/// A reader for sessions in which nobody reads YAML.
private final class NoYAML: YAMLReader {
  func documents(in text: String) -> Result<[YAMLDocument], YAMLError> { .success([]) }
}

enum SessionFixture {
  /// A plugin that puts a machine into the world, with a command, a setting and a picture.
  static func machine(named name: String = "server-1", plugin: String = "machines")
    -> SimulationPlugin
  {
    SimulationPlugin(name: plugin, version: "1.0", summary: "One machine") { registrations in
      let host = Host(name: name)
      registrations.world.network.assign("10.0.0.1", to: host)
      registrations.command("greet", summary: "says who greets") {
        ImmediateProgram { process in
          process.write("hello from \(process.host.name)\n")
          return 3
        }
      }
      registrations.picture("machines", summary: "the machine") { _, scene in
        scene.boxes.append(
          SceneBox(
            id: "node/\(name)", kind: .node, label: name,
            badges: [SceneBadge(host.isPowered ? "up" : "down", host.isPowered ? .good : .bad)]))
      }
      registrations.setting("colour", summary: "a colour") { value in
        value == nil || value?.string == "blue" ? [] : ["colour: only blue is there"]
      }
      registrations.explanation { _, subject in
        subject == "machine/\(name)" ? "\(name) is the only machine" : nil
      }
    }
  }

  static func session(
    _ plugins: [SimulationPlugin] = [machine()], pace: VirtualDuration = .seconds(1),
    settings: OrderedMembers = [:], limits: Limits = Limits(), isCancelled: (() -> Bool)? = nil
  ) -> Session {
    Session(
      configuration: SessionConfiguration(seed: 5, pace: pace, settings: settings),
      plugins: plugins, yamlReader: NoYAML(), limits: limits, isCancelled: isCancelled)
  }
}
