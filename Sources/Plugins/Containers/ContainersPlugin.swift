import Scenes
public import Sessions
import Shell
import Simulation

/// The plugin with hosts that run containers as Docker does, and with the images that most
/// chapters start from: small systems and web servers.
public enum ContainersPlugin {
  /// Registers `docker` and `ssh` on the laptop, and the images `busybox`, `alpine`, `debian`,
  /// `ubuntu`, `nginx`, `httpd`, `pause` with the programs in them.
  ///
  /// The laptop has an engine. The setting `hosts` (0 to 20, default 0) adds machines that have one,
  /// too: `host-1`, `host-2`, …, reached by `docker -H ssh://host-1`, `DOCKER_HOST` and `ssh`.
  public static var plugin: SimulationPlugin {
    SimulationPlugin(
      name: "containers", version: "1.0",
      summary: "Docker on plain hosts; images: busybox, debian, nginx, httpd, pause"
    ) { registrations in
      registerDocker(registrations)
      registrations.kind("container", words: ["containers"])
      registrations.kind("volume", words: ["volumes"])
      registrations.program("nginx", summary: "the web server nginx") { NginxServer() }
      registrations.program("nginx-entrypoint", summary: "starts what an nginx image runs") {
        NginxEntrypoint()
      }
      for script in NginxScript.allCases {
        registrations.program(
          script.rawValue, summary: "a part of how a container of nginx starts"
        ) { NginxScriptProgram(script) }
      }
      registrations.program("httpd", summary: "the web server Apache httpd") { ApacheServer() }
      registrations.program("pause", summary: "does nothing until it is told to end") {
        PauseProgram()
      }
      StandardImages(programs: registrations.world.programs).register(in: registrations)
    }
  }

  private static func registerDocker(_ registrations: Registrations) {
    let laptop = registrations.laptop
    let world = registrations.world
    registrations.setting("hosts", summary: "machines with docker besides the laptop: 2") { value in
      var setting = HostSetting()
      setting.read(value)
      if setting.problems.isEmpty { setting.make(laptop) }
      return setting.problems
    }
    registrations.command("docker", summary: "the client of Docker") {
      [unowned(unsafe) laptop] in
      DockerSystem.of(laptop.world).add(laptop, isFirst: true)
      return DockerProgram()
    }
    registrations.command("ssh", summary: "runs a command on another host") {
      SecureShellProgram()
    }
    registrations.crash("container/NAME") { [unowned(unsafe) world] name in
      guard name.hasPrefix("container/"), let system = DockerSystem.known(in: world) else {
        return nil
      }
      let parts = name.split(separator: "/").map { String($0) }
      let found = system.containers(
        named: parts[parts.count - 1], on: parts.count == 3 ? parts[1] : nil)
      guard found.count == 1 else {
        return .refused(
          found.isEmpty ? "there is no '\(name)'" : "'\(name)' is on several hosts")
      }
      let (engine, container) = found[0]
      guard container.isRunning else { return .refused("\(name) does not run") }
      let cause = world.record("sim", container.subject, "its process crashed")
      world.causing(cause) { engine.crash(container) }
      return .crashed
    }
    registrations.explanation { world, subject in
      DockerSystem.known(in: world).flatMap { DockerExplanation(system: $0).text(about: subject) }
    }
    registrations.picture("docker", summary: "hosts, containers, volumes and networks") {
      world, scene in
      if let system = DockerSystem.known(in: world) { DockerPicture(system).add(to: &scene) }
    }
  }
}
