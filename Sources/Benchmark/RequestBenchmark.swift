import Sessions
import Simulation

/// What it takes to send requests through a load balancer to two shops in containers.
enum RequestBenchmark {
  /// So many visitors share the requests.
  static let visitors = 1000

  static func run(_ sizes: [Int]) throws -> ReportTable {
    var table = ReportTable(
      title: "Requests through haproxy with a sticky cookie to two shops, by \(visitors) visitors",
      header: ["requests", "s", "user s", "µs for each", "MiB", "failures"])
    for size in sizes {
      Memory.forgetPeak()
      let session = try StatefulSetBenchmark.session()
      defer { session.finish() }
      try session.write(configuration, toFile: "haproxy.cfg")
      for command in [
        "docker network create front",
        "docker run -d --name shop-1 --network front shop:1.0",
        "docker run -d --name shop-2 --network front shop:1.0",
        "docker run -d --name lb --network front -p 80:80"
          + " -v $PWD/haproxy.cfg:/usr/local/etc/haproxy/haproxy.cfg haproxy:3.0", "sleep 2",
      ] {
        try StatefulSetBenchmark.run(command, in: session)
      }
      // Each visitor logs in first.
      let each = max(1, size / visitors - 1)
      var report = ""
      let reading = Stopwatch.reading {
        report =
          session.run("shop-users --users \(visitors) --requests \(each) http://localhost/").output
      }
      let failures = report.split(separator: "\n").first { $0.hasPrefix("failures:") } ?? "?"
      let count = visitors * (each + 1)
      table.rows.append([
        String(count), fixed(reading.wall, 2), fixed(reading.user, 2),
        fixed(reading.user / Double(count) * 1e6, 1), fixed(Memory.peak, 0),
        String(failures.split(separator: " ").last ?? "?"),
      ])
    }
    return table
  }

  private static let configuration = """
    global
        log stdout format raw local0
    defaults
        mode http
        log global
        option httplog
        timeout connect 1s
        timeout client 10s
        timeout server 5s
    listen shop
        bind *:80
        balance roundrobin
        cookie SERVER insert indirect nocache
        server shop-1 shop-1:8080 check cookie one
        server shop-2 shop-2:8080 check cookie two

    """
}
