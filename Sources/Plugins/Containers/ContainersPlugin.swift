public import Sessions
import Simulation

/// The plugin with the images that most chapters start from: small systems and web servers.
public enum ContainersPlugin {
  /// Registers `busybox`, `alpine`, `debian`, `ubuntu`, `nginx`, `httpd`, `pause` and the programs
  /// in them.
  public static var plugin: SimulationPlugin {
    SimulationPlugin(
      name: "containers", version: "1.0",
      summary: "Images of small systems and web servers: busybox, debian, nginx, httpd, pause"
    ) { registrations in
      registrations.program("nginx", summary: "the web server nginx") { NginxServer() }
      registrations.program("nginx-entrypoint", summary: "starts what an nginx image runs") {
        EntrypointProgram()
      }
      registrations.program("httpd", summary: "the web server Apache httpd") { ApacheServer() }
      registrations.program("pause", summary: "does nothing until it is told to end") {
        PauseProgram()
      }
      StandardImages(programs: registrations.world.programs).register(in: registrations)
    }
  }
}
