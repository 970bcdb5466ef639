import OrderedCollections
import Sessions
import Shell
import Simulation

/// The images of this plugin. Each tree is built once and shared by all tags that have it.
final class StandardImages {
  private let programs: ProgramRegistry
  private var trees: [String: FileTree] = [:]

  init(programs: ProgramRegistry) { self.programs = programs }

  func register(in registrations: Registrations) {
    offer("busybox", "a small Linux with sh", .busybox, registrations) { [self] version, _ in
      // Its nslookup was written anew for 1.29.
      let isOld = version.hasPrefix("1.") && (Int(version.split(separator: ".")[1]) ?? 99) < 29
      return Image(
        reference: "", files: tree(isOld ? "old busybox" : "busybox"), command: ["sh"],
        size: isOld ? 1_146_369 : 2_160_406)
    }
    offer("alpine", "a small Linux with sh", .alpine, registrations) { [self] version, _ in
      Image(reference: "", files: tree("alpine"), command: ["/bin/sh"], size: 3_802_452)
    }
    offer("debian", "Debian with bash", .debian, registrations) { [self] _, _ in
      Image(reference: "", files: tree("debian"), command: ["bash"], size: 49_279_010)
    }
    offer("ubuntu", "Ubuntu with bash", .ubuntu, registrations) { [self] _, _ in
      Image(reference: "", files: tree("debian"), command: ["/bin/bash"], size: 29_727_061)
    }
    offer("nginx", "the web server nginx", .nginx, registrations) { [self] version, suffix in
      nginx(version: version, base: suffix.hasPrefix("-alpine") ? "alpine" : "debian")
    }
    offer("httpd", "the web server Apache httpd", .httpd, registrations) { [self] version, suffix in
      httpd(version: version, base: suffix == "-alpine" ? "alpine" : "debian")
    }
    for registry in ["registry.k8s.io", "k8s.gcr.io"] {
      offer(
        registry + "/nginx-slim", "nginx as the tutorials of Kubernetes use it",
        .plain("0", 1...27), registrations
      ) { [self] _, _ in
        var image = nginx(version: "1.21.6", base: "debian")
        image.entrypoint = []
        image.command = ["nginx", "-g", "daemon off;"]
        image.stopSignal = .terminate
        return image
      }
      offer(
        registry + "/pause", "does nothing", .plain("3", 1...10), registrations
      ) { [self] _, _ in
        Image(reference: "", files: tree("pause"), entrypoint: ["/pause"], size: 320_368)
      }
    }
    let tests = "registry.k8s.io/e2e-test-images/"
    offer(
      tests + "jessie-dnsutils", "dig and nslookup, as the tutorials of Kubernetes use them",
      .plain("1", 0...7), registrations
    ) { [self] _, _ in
      Image(reference: "", files: tree("dnsutils"), command: ["bash"], size: 96_541_984)
    }
    offer(
      tests + "agnhost", "dig, nslookup and nothing to do", .plain("2", 1...53), registrations
    ) { [self] _, _ in
      Image(
        reference: "", files: tree("dnsutils"), entrypoint: ["/agnhost"], command: ["pause"],
        size: 51_105_200)
    }
    registrations.image("curlimages/curl", summary: "curl, where a plugin brings it") {
      [self] tag in
      guard programs.names.contains("curl"), tag == "latest" || tag.hasPrefix("8.") else {
        return nil
      }
      return Image(
        reference: "", files: tree("alpine"), entrypoint: ["/usr/bin/curl"], size: 9_412_518)
    }
  }

  private func offer(
    _ repository: String, _ summary: String, _ tags: ImageTags, _ registrations: Registrations,
    _ make: @escaping (_ version: String, _ suffix: String) -> Image
  ) {
    registrations.image(repository, summary: summary) { tag in
      guard let (version, suffix) = tags.resolve(tag) else { return nil }
      return make(version, suffix)
    }
  }

  private func nginx(version: String, base: String) -> Image {
    Image(
      reference: "", files: tree("nginx " + base), entrypoint: ["/docker-entrypoint.sh"],
      command: ["nginx", "-g", "daemon off;"], environment: ["NGINX_VERSION": version],
      exposedPorts: [80], stopSignal: .quit, size: base == "alpine" ? 17_736_610 : 71_005_258)
  }

  private func httpd(version: String, base: String) -> Image {
    Image(
      reference: "", files: tree("httpd " + base), command: ["httpd-foreground"],
      environment: [
        "HTTPD_PREFIX": "/usr/local/apache2", "HTTPD_VERSION": version,
        "PATH":
          "/usr/local/apache2/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
      ], workingDirectory: "/usr/local/apache2", exposedPorts: [80],
      size: base == "alpine" ? 20_466_107 : 58_971_126)
  }

  private func tree(_ name: String) -> FileTree {
    if let known = trees[name] { return known }
    let tree = build(name)
    trees[name] = tree
    return tree
  }

  private func build(_ name: String) -> FileTree {
    switch name {
    case "old busybox": return StandardSystem.oldBusybox
    case "pause": return FileTree().adding(program: "pause", at: "/pause")
    case "dnsutils":
      return withCurl(StandardSystem.debian)
        .adding(program: "dig", at: "/usr/bin/dig")
        .adding(program: "nslookup", at: "/usr/bin/nslookup")
        .adding(program: "pause", at: "/agnhost")
    case "debian": return withCurl(StandardSystem.debian)
    case "nginx debian", "nginx alpine":
      return nginxFiles(on: tree(String(name.dropFirst(6))))
    case "httpd debian", "httpd alpine":
      return tree(String(name.dropFirst(6)))
        .adding(program: "httpd", at: "/usr/local/apache2/bin/httpd")
        .adding(program: "httpd", at: "/usr/local/apache2/bin/httpd-foreground")
        .adding(
          "<html><body><h1>It works!</h1></body></html>\n",
          at: "/usr/local/apache2/htdocs/index.html")
    case "alpine": return withCurl(StandardSystem.busybox)
    default: return StandardSystem.busybox
    }
  }

  private func nginxFiles(on base: FileTree) -> FileTree {
    var base = base
    for script in NginxScript.allCases {
      base = base.adding(
        program: script.rawValue, at: NginxEntrypoint.folder + "/" + script.fileName)
    }
    return
      base
      .adding(program: "nginx", at: "/usr/sbin/nginx")
      .adding(program: "nginx-entrypoint", at: "/docker-entrypoint.sh")
      .adding(NginxFiles.mainConfiguration, at: "/etc/nginx/nginx.conf")
      .adding(NginxFiles.defaultServer, at: "/etc/nginx/conf.d/default.conf")
      .adding(NginxFiles.mimeTypes, at: "/etc/nginx/mime.types")
      .adding(NginxFiles.welcomePage, at: "/usr/share/nginx/html/index.html")
      .adding(NginxFiles.errorPage, at: "/usr/share/nginx/html/50x.html")
      .adding(.directory(Directory(modified: FileTree.imageTime)), at: "/var/log/nginx")
      .adding(.directory(Directory(modified: FileTree.imageTime)), at: "/var/cache/nginx")
  }

  /// Adds `curl` where a plugin brings the program and the system does not have it.
  private func withCurl(_ base: FileTree) -> FileTree {
    let files = FileSystem(root: Disk(name: "image", tree: base))
    guard programs.names.contains("curl"), !files.exists("/usr/bin/curl") else { return base }
    return base.adding(program: "curl", at: "/usr/bin/curl")
  }
}
