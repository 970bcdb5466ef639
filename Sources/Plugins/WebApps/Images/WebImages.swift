import OrderedCollections
import Sessions
import Shell
import Simulation

/// The images `shop`, `redis` and `haproxy`.
final class WebImages {
  private var trees: [String: FileTree] = [:]

  func register(in registrations: Registrations) {
    registrations.image("shop", summary: "a web application that keeps sessions") {
      [self] tag in
      guard ["1.0", "1.1", "latest"].contains(tag) else { return nil }
      return Image(
        reference: "", files: tree("shop") { WebImages.shop }, entrypoint: ["shop"],
        environment: ["SHOP_VERSION": tag == "latest" ? "1.1" : tag],
        workingDirectory: "/srv/shop", exposedPorts: [8080], size: 42_310_656)
    }
    registrations.image("redis", summary: "the store Redis 7, and redis-cli") { [self] tag in
      guard let version = WebImages.redisVersion(tag) else { return nil }
      return Image(
        reference: "", files: tree("redis") { WebImages.redis },
        entrypoint: ["docker-entrypoint.sh"], command: ["redis-server"],
        environment: ["GOSU_VERSION": "1.17", "REDIS_VERSION": version], workingDirectory: "/data",
        exposedPorts: [6379], volumes: ["/data"], size: 45_973_504)
    }
    registrations.image("haproxy", summary: "the load balancer haproxy 3.0") { [self] tag in
      guard let version = WebImages.balancerVersion(tag) else { return nil }
      return Image(
        reference: "", files: tree("haproxy") { WebImages.balancer },
        entrypoint: ["docker-entrypoint.sh"],
        command: ["haproxy", "-f", "/usr/local/etc/haproxy/haproxy.cfg"],
        environment: ["HAPROXY_VERSION": version], workingDirectory: "/var/lib/haproxy",
        stopSignal: .user1, size: 104_857_600)
    }
  }

  /// The version of a tag of haproxy; nil when there is no such tag.
  static func balancerVersion(_ tag: String) -> String? {
    var base = tag
    for suffix in ["-alpine", "-bookworm", "-alpine3.23"] where base.hasSuffix(suffix) {
      base = String(base.dropLast(suffix.utf8.count))
      break
    }
    return ["3.0", "3.0.18"].contains(base) ? "3.0.18" : nil
  }

  private static var balancer: FileTree {
    var tree = StandardSystem.debian
    tree.makeFolders("usr/local/etc/haproxy", "var/lib/haproxy", "run")
    tree.addProgram("usr/local/bin/docker-entrypoint.sh", "haproxy-entrypoint")
    tree.addProgram("usr/local/sbin/haproxy", "haproxy")
    return tree
  }

  /// The version of a tag of Redis; nil when there is no such tag.
  static func redisVersion(_ tag: String) -> String? {
    var base = tag
    for suffix in ["-alpine", "-bookworm", "-alpine3.20"] where base.hasSuffix(suffix) {
      base = String(base.dropLast(suffix.utf8.count))
      break
    }
    return ["7", "7.4", "7.4.1", "latest", "alpine", "bookworm"].contains(base) ? "7.4.1" : nil
  }

  private static var redis: FileTree {
    var tree = StandardSystem.debian
    tree.makeFolders("data")
    tree.addProgram("usr/local/bin/docker-entrypoint.sh", "redis-entrypoint")
    tree.addProgram("usr/local/bin/redis-server", "redis-server")
    tree.addProgram("usr/local/bin/redis-cli", "redis-cli")
    return tree
  }

  private func tree(_ name: String, _ make: () -> FileTree) -> FileTree {
    if let known = trees[name] { return known }
    let tree = make()
    trees[name] = tree
    return tree
  }

  private static var shop: FileTree {
    var tree = StandardSystem.debian
    tree.addProgram("usr/local/bin/shop", "shop")
    tree.addProgram("usr/local/bin/shop-users", "shop-users")
    tree.add(
      "srv/shop/users.txt",
      "# Who may log in, a line for each: user:password\n"
        + "alice:wonderland\nbob:builder\ncarol:christmas\ndave:discovery\n")
    tree.add(
      "srv/shop/messages.txt",
      "alice: The book that you asked for is here.\nalice: Your last order was sent.\n"
        + "bob: Your tools are ready.\n")
    return tree
  }
}
