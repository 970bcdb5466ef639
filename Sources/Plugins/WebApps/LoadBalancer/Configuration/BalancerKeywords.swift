/// The words of a configuration: those that are understood here, and those that haproxy knows besides.
enum BalancerKeywords {
  static let global = [
    "log", "maxconn", "stats", "daemon", "user", "group", "chroot", "pidfile", "nbthread",
    "master-worker", "ulimit-n", "node", "description", "quiet",
  ]
  static let proxy = [
    "mode", "bind", "default_backend", "balance", "hash-type", "cookie", "server",
    "server-template",
    "default-server", "option", "http-check", "retries", "timeout", "log", "maxconn", "disabled",
    "enabled", "description", "id", "no",
  ]
  static let server = [
    "check", "no-check", "inter", "fastinter", "downinter", "rise", "fall", "weight", "cookie",
    "backup", "no-backup", "disabled", "enabled", "resolvers", "init-addr", "resolve-prefer",
  ]
  static let resolvers = [
    "nameserver", "parse-resolv-conf", "resolve_retries", "timeout", "hold",
    "accepted_payload_size",
  ]

  static let otherSections = [
    "peers", "mailers", "userlist", "cache", "program", "ring", "http-errors", "log-forward",
    "fcgi-app", "crt-store", "traces",
  ]
  static let otherGlobal = [
    "ca-base", "cpu-map", "crt-base", "default-path", "expose-experimental-directives",
    "external-check",
    "fd-hard-limit", "gid", "grace", "h1-case-adjust", "hard-stop-after", "insecure-fork-wanted",
    "localpeer", "log-send-hostname", "log-tag", "lua-load", "maxcompcpuusage", "maxcomprate",
    "maxconnrate", "maxpipes", "maxsessrate", "maxsslconn", "maxsslrate", "maxzlibmem",
    "mworker-max-reloads", "nbproc", "noepoll", "nopoll", "presetenv", "profiling.tasks",
    "resetenv",
    "server-state-base", "server-state-file", "set-dumpable", "set-var", "setenv",
    "spread-checks", "ssl-default-bind-ciphers", "ssl-default-bind-ciphersuites",
    "ssl-default-bind-options", "ssl-default-server-ciphers", "ssl-default-server-options",
    "ssl-server-verify", "thread-groups", "uid", "unix-bind", "unsetenv", "zero-warning",
  ]
  static let otherProxy = [
    "acl", "backlog", "capture", "compression", "declare", "default_server", "dispatch",
    "dynamic-cookie-key", "email-alert", "errorfile", "errorfiles", "errorloc", "errorloc302",
    "errorloc303", "external-check", "filter", "force-be-switch", "force-persist", "fullconn",
    "grace",
    "guid", "hash-balance-factor", "http-after-response", "http-error", "http-request",
    "http-response", "http-reuse", "ignore-persist", "load-server-state-from-file", "log-format",
    "log-format-sd", "log-tag", "max-keep-alive-queue", "max-session-srv-conns", "monitor",
    "monitor-uri", "monitor-net", "persist", "rate-limit", "redirect", "retry-on",
    "server-state-file-name", "source", "stats", "stick", "stick-table", "tcp-check", "tcp-request",
    "tcp-response", "transparent", "unique-id-format", "unique-id-header", "use-fcgi-app",
    "use-server", "use_backend",
  ]
  static let otherServer = [
    "addr", "agent-addr", "agent-check", "agent-inter", "agent-port", "agent-send", "allow-0rtt",
    "alpn", "ca-file", "check-alpn", "check-proto", "check-send-proxy", "check-sni", "check-ssl",
    "check-via-socks4", "ciphers", "ciphersuites", "crl-file", "crt", "error-limit", "force-sslv3",
    "force-tlsv12", "force-tlsv13", "guid", "hash-key", "id", "log-bufsize", "log-proto",
    "max-reuse", "maxconn",
    "maxqueue", "minconn", "namespace", "no-ssl-reuse", "non-stick", "npn", "observe",
    "on-error", "on-marked-down", "on-marked-up", "pool-low-conn", "pool-max-conn",
    "pool-purge-delay", "port", "proto", "proxy-v2-options", "redir", "resolve-net",
    "resolve-opts", "send-proxy", "send-proxy-v2", "slowstart", "sni", "socks4", "source", "ssl",
    "ssl-max-ver", "ssl-min-ver", "stick", "tcp-ut", "tfo", "tls-tickets", "track", "usesrc",
    "verify", "verifyhost", "ws",
  ]
  static let otherOptions = [
    "abortonclose", "accept-invalid-http-request", "accept-invalid-http-response",
    "accept-unsafe-violations-in-http-request", "allbackups", "checkcache", "clitcpka", "contstats",
    "disable-h2-upgrade", "dontlog-normal", "external-check", "forwarded",
    "h1-case-adjust-bogus-client", "h1-case-adjust-bogus-server", "http-buffer-request",
    "http-ignore-probes", "http-no-delay", "http-pretend-keepalive", "http-restrict-req-hdr-names",
    "http-use-proxy-header", "http_proxy", "httpclose", "idle-close-on-response",
    "independent-streams", "ldap-check", "log-health-checks", "log-separate-errors", "logasap",
    "mysql-check", "nolinger", "originalto", "persist", "pgsql-check", "prefer-last-server",
    "redis-check", "smtpchk", "socket-stats", "splice-auto", "splice-request", "splice-response",
    "spop-check", "srvtcpka", "ssl-hello-chk", "tcp-check", "tcp-smart-accept",
    "tcp-smart-connect", "tcpka", "transparent",
  ]
  static let otherBind = [
    "accept-proxy", "alpn", "backlog", "ca-file", "crt", "crt-list", "defer-accept", "id",
    "interface", "level", "maxconn", "mode", "name", "namespace", "process", "proto", "shards",
    "ssl", "tfo", "thread", "transparent", "user", "v4v6", "v6only", "verify",
  ]

  /// `; did you mean 'balance' maybe ?` when a word is one letter from a known one.
  static func suggestion(for word: String, among words: [String]) -> String {
    guard word.utf8.count > 2, let near = words.first(where: { isNear(word, $0) }) else {
      return ""
    }
    return "; did you mean '\(near)' maybe ?"
  }

  /// Whether one letter more, less or other makes one word out of the other.
  private static func isNear(_ left: String, _ right: String) -> Bool {
    let left = Array(left.utf8)
    let right = Array(right.utf8)
    guard abs(left.count - right.count) <= 1 else { return false }
    var start = 0
    while start < left.count, start < right.count, left[start] == right[start] { start += 1 }
    var end = 0
    while end < left.count - start, end < right.count - start,
      left[left.count - 1 - end] == right[right.count - 1 - end]
    {
      end += 1
    }
    return max(left.count, right.count) - start - end == 1
  }
}
