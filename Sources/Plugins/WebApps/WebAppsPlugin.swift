public import Sessions
import Shell
import Simulation

/// The plugin with web applications that keep sessions, and what stands around them.
public enum WebAppsPlugin {
  /// Registers the images `shop`, `redis` and `haproxy`; `redis-cli`, `shop-users` and `socat` on the
  /// laptop.
  public static var plugin: SimulationPlugin {
    SimulationPlugin(
      name: "web apps", version: "1.0",
      summary: "A shop that keeps sessions, the store Redis, the load balancer haproxy"
    ) { registrations in
      registrations.program("shop", summary: "a web application that keeps sessions") {
        ShopServer()
      }
      registrations.program("redis-server", summary: "the store Redis") { RedisServer() }
      registrations.program("redis-entrypoint", summary: "starts what a redis image runs") {
        EntrypointProgram(server: ["redis-server"]) { $0.hasPrefix("-") || $0.hasSuffix(".conf") }
      }
      registrations.program("haproxy", summary: "the load balancer haproxy") { HAProxyProgram() }
      registrations.program("haproxy-entrypoint", summary: "starts what a haproxy image runs") {
        EntrypointProgram { arguments in
          let isServer = arguments.first == "haproxy"
          guard isServer || arguments.first?.hasPrefix("-") ?? false else { return arguments }
          return ["haproxy", "-W", "-db"] + arguments.dropFirst(isServer ? 1 : 0)
        }
      }
      registrations.command("socat", summary: "joins the standard streams and a port") {
        SocatProgram()
      }
      registrations.command("redis-cli", summary: "the client of Redis") { RedisCLIProgram() }
      registrations.command("shop-users", summary: "simulated visitors of a shop") {
        ShopUsersProgram()
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
