import KubernetesAPI
import Simulation

/// The files that a kubelet makes for every pod, and how its names are looked up (E4).
struct PodFiles {
  private let pod: Pod
  private let hostname: String
  private let node: Host
  /// The pod's own names, and those that it is to know besides.
  private let hosts: [ResolverConfiguration.HostsEntry]

  init(pod: Pod, hostname: String, address: String, node: Host) {
    self.pod = pod
    self.hostname = hostname
    self.node = node
    let fullName = PodFiles.fullName(of: pod, hostname)
    var entries = [
      ResolverConfiguration.HostsEntry(
        address: address, names: fullName.map { [$0, hostname] } ?? [hostname])
    ]
    for alias in pod.spec.hostAliases {
      entries.append(ResolverConfiguration.HostsEntry(address: alias.ip, names: alias.hostnames))
    }
    hosts = entries
  }

  static let clusterDomain = "cluster.local"
  static let nameServer = "10.96.0.10"

  /// The full name of a pod with a subdomain: `web-0.nginx.default.svc.cluster.local`.
  private static func fullName(of pod: Pod, _ hostname: String) -> String? {
    guard !pod.spec.subdomain.isEmpty else { return nil }
    return "\(hostname).\(pod.spec.subdomain).\(pod.namespace).svc.\(PodFiles.clusterDomain)"
  }

  var resolver: ResolverConfiguration {
    let usesCluster =
      pod.spec.dnsPolicy == "ClusterFirstWithHostNet"
      || (pod.spec.dnsPolicy == "ClusterFirst" && !pod.spec.hostNetwork)
    let usesNode = !usesCluster && pod.spec.dnsPolicy != "None"
    var resolver = usesNode ? node.resolver : ResolverConfiguration()
    if usesCluster {
      let domain = PodFiles.clusterDomain
      resolver.nameServers = [PodFiles.nameServer]
      resolver.search = ["\(pod.namespace).svc.\(domain)", "svc.\(domain)", domain]
      resolver.ndots = 5
    }
    resolver.hosts = hosts
    if let config = pod.spec.dnsConfig {
      resolver.nameServers += config.nameservers.filter { !resolver.nameServers.contains($0) }
      resolver.search += config.searches.filter { !resolver.search.contains($0) }
      if let dots = config.options.last(where: { $0.name == "ndots" })?.value.flatMap({ Int($0) }) {
        resolver.ndots = dots
      }
    }
    return resolver
  }

  /// A disk with `hosts`, `hostname` and `resolv.conf`, to be mounted into containers.
  func disk(now: VirtualTime) -> Disk {
    var root = Directory(modified: now)
    root["hosts"] = .file(File(contents: hostsText, modified: now))
    root["hostname"] = .file(File(contents: hostname + "\n", modified: now))
    root["resolv.conf"] = .file(File(contents: resolverText, modified: now))
    return Disk(name: "\(pod.key) files", location: node, tree: FileTree(root: root))
  }

  /// How every pod's `hosts` begins.
  private static let commonHosts =
    "# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n"
    + "::1\tlocalhost ip6-localhost ip6-loopback\nfe00::0\tip6-localnet\n"
    + "fe00::0\tip6-mcastprefix\nfe00::1\tip6-allnodes\nfe00::2\tip6-allrouters\n"

  private var hostsText: String {
    var text = PodFiles.commonHosts
    text += ([hosts[0].address] + hosts[0].names).joined(separator: "\t") + "\n"
    if hosts.count > 1 { text += "\n# Entries added by HostAliases.\n" }
    for entry in hosts.dropFirst() {
      text += ([entry.address] + entry.names).joined(separator: "\t") + "\n"
    }
    return text
  }

  private var resolverText: String {
    let resolver = resolver
    var text = ""
    if !resolver.search.isEmpty {
      text += "search " + resolver.search.joined(separator: " ") + "\n"
    }
    for server in resolver.nameServers { text += "nameserver \(server)\n" }
    var options = resolver.ndots == 1 ? [] : ["ndots:\(resolver.ndots)"]
    for option in pod.spec.dnsConfig?.options ?? [] where option.name != "ndots" {
      options.append(option.value.map { "\(option.name):\($0)" } ?? option.name)
    }
    if !options.isEmpty { text += "options \(options.joined(separator: " "))\n" }
    return text
  }
}
