import Testing

@Suite("kubectl describe, kind by kind")
struct DescribedKindsTests {
  @Test("K16: a PodDisruptionBudget")
  func budget() {
    let console = TestConsole(runsCluster: false)
    console.write(
      """
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata:
        name: web
      spec:
        minAvailable: 50%
        selector:
          matchLabels:
            app: web
      """, to: "budget.yaml")
    console.run("kubectl apply -f budget.yaml")
    Transcript(
      """
      $ kubectl describe pdb web
      Name:           web
      Namespace:      default
      Min available:  50%
      Selector:       app=web
      Status:
          Allowed disruptions:  0
          Current:              0
          Desired:              0
          Total:                0
      Events:                   <none>
      """
    ).check(on: console)
  }

  @Test("K16: a ServiceAccount, with secrets that are missing")
  func account() {
    let console = TestConsole(runsCluster: false)
    console.write(
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: robot
      imagePullSecrets:
      - name: gone
      """, to: "account.yaml")
    console.run("kubectl apply -f account.yaml")
    Transcript(
      """
      $ kubectl describe sa robot
      Name:                robot
      Namespace:           default
      Labels:              <none>
      Annotations:         <none>
      Image pull secrets:  gone (not found)
      Mountable secrets:   <none>
      Tokens:              <none>
      Events:              <none>
      """
    ).check(on: console)
  }

  @Test("K16, E4: an EndpointSlice")
  func slice() {
    let console = TestConsole(runsCluster: false)
    console.write(
      """
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata:
        name: outside
        labels:
          kubernetes.io/service-name: outside
      addressType: IPv4
      ports:
      - port: 80
        protocol: TCP
      endpoints:
      - addresses: ["10.1.2.3"]
        conditions:
          ready: true
        targetRef:
          kind: Pod
          name: web-0
      """, to: "slice.yaml")
    console.run("kubectl apply -f slice.yaml")
    Transcript(
      """
      $ kubectl describe endpointslice outside
      Name:         outside
      Namespace:    default
      Labels:       kubernetes.io/service-name=outside
      Annotations:  <none>
      AddressType:  IPv4
      Ports:
        Name     Port  Protocol
        ----     ----  --------
        <unset>  80    TCP
      Endpoints:
        - Addresses:  10.1.2.3
          Conditions:
            Ready:    true
          Hostname:   <unset>
          TargetRef:  Pod/web-0
          NodeName:   <unset>
          Zone:       <unset>
      Events:         <none>
      """
    ).check(on: console)
  }

  @Test("K16: a kind without a layout of its own shows its members in the order of their names")
  func anything() {
    let console = TestConsole()
    let lines = console.run("kubectl describe lease node-1 -n kube-node-lease").output
      .split(separator: "\n").map(String.init)
    #expect(
      lines.map { line in line.prefix { $0 != ":" } } == [
        "Name", "Namespace", "Labels", "Annotations", "API Version", "Kind", "Metadata",
        "  Creation Timestamp", "  Resource Version", "  UID", "Spec", "  Holder Identity",
        "  Lease Duration Seconds", "  Renew Time", "Events",
      ])
  }

  @Test("K16: the beginning of a name describes everything that begins so")
  func beginnings() {
    let console = TestConsole(runsCluster: false)
    for name in ["web-b", "web-a", "shop"] { console.run("kubectl create sa \(name)") }
    Transcript(
      """
      $ kubectl describe sa web
      Name:                web-a
      Namespace:           default
      Labels:              <none>
      Annotations:         <none>
      Image pull secrets:  <none>
      Mountable secrets:   <none>
      Tokens:              <none>
      Events:              <none>

      Name:                web-b
      Namespace:           default
      Labels:              <none>
      Annotations:         <none>
      Image pull secrets:  <none>
      Mountable secrets:   <none>
      Tokens:              <none>
      Events:              <none>

      $ kubectl describe sa db
      Error from server (NotFound): serviceaccounts "db" not found
      [1]
      """
    ).check(on: console)
  }

  @Test("K16: tolerations are sorted; amounts are told in units of one")
  func podTemplates() {
    let console = TestConsole(runsCluster: false)
    console.write(
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: picky
      spec:
        tolerations:
        - key: zone
          operator: Exists
        - key: gpu
          value: "yes"
          effect: NoSchedule
        containers:
        - name: main
          image: nginx:1.25
          resources:
            requests:
              cpu: 1500m
          env:
          - name: REQUEST
            valueFrom:
              resourceFieldRef:
                resource: requests.cpu
          - name: LIMIT
            valueFrom:
              resourceFieldRef:
                resource: limits.memory
      """, to: "picky.yaml")
    console.run("kubectl apply -f picky.yaml")
    let output = console.run("kubectl describe pod picky").output
    #expect(output.contains("      REQUEST:  2 (requests.cpu)\n"))
    #expect(output.contains("      LIMIT:    node allocatable (limits.memory)\n"))
    let tolerations = output.split(separator: "\n").drop { !$0.hasPrefix("Tolerations:") }
    #expect(
      tolerations.dropLast().map { $0.drop { $0 != " " }.drop { $0 == " " } } == [
        "gpu=yes:NoSchedule", "node.kubernetes.io/not-ready:NoExecute op=Exists for 300s",
        "node.kubernetes.io/unreachable:NoExecute op=Exists for 300s", "zone op=Exists",
      ])
  }
}
