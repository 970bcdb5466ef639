public import Sessions
import Simulation

/// The plugin with web applications that keep sessions, and what stands around them.
public enum WebAppsPlugin {
  /// Registers the image `shop`.
  public static var plugin: SimulationPlugin {
    SimulationPlugin(
      name: "web apps", version: "1.0",
      summary: "A shop that keeps sessions"
    ) { registrations in
      registrations.program("shop", summary: "a web application that keeps sessions") {
        ShopServer()
      }
      WebImages().register(in: registrations)
      registrations.picture("web apps", summary: "servers, their sessions, who asked whom") {
        world, scene in
        guard let system = world.component("web") as? WebSystem else { return }
        WebPicture(system, world).add(to: &scene)
      }
    }
  }
}
