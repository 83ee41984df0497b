/**
 * The 1000 TCP ports that `portlab scan -Q` probes, most popular first.
 *
 * **Where it comes from.** Written by hand for Portlab from two sources: facts of the IANA Service Name and Transport
 * Protocol Port Number Registry (public domain), and the default ports that widely used software documents, with the
 * alternatives people pick beside them. Nothing was taken or derived from nmap's services file or its frequencies, from
 * its list of top ports, or from any other scanner's list.
 *
 * **How it is ordered.** By our own estimate, not by a measurement: the themes from the most to the least widespread,
 * and within a theme the ports roughly likewise.
 *
 * **How to read and change it.** An entry is ports, a space and the reason they are here, and ends at a ` · ` or at the
 * end of the line. A port stands in one theme, with the uses that brought it there. Only the last theme, whole blocks,
 * names ports a second time, and these keep their earlier place. Nothing is cut off at the end: the entries name 1000
 * distinct ports, no more and no less, so whoever adds one takes one out.
 */

import { expandPorts, parsePortList } from '../protocol/port-list.ts';

/** A theme of the list: `why` its ports are popular, and the `entries` that name them. */
interface PortTheme {
  readonly why: string;
  readonly entries: string;
}

/** Ports of a theme that share a reason. */
interface PortEntry {
  readonly ports: readonly number[];
  readonly reason: string;
}

/** The themes, most popular first. */
export const portThemes: readonly PortTheme[] = [
  {
    why: 'everyday internet services, and the best-known ports of the themes below',
    entries: `
      80 HTTP · 443 HTTPS · 22 SSH · 21 FTP · 25 SMTP · 53 DNS over TCP · 23 Telnet · 3389 Remote Desktop · 445 SMB
      8080 HTTP alternative · 139 NetBIOS session service · 135 Microsoft RPC endpoint mapper · 111 ONC RPC portmapper
      110 POP3 · 143 IMAP · 993 IMAP over TLS · 995 POP3 over TLS · 587 mail submission · 465 mail submission over TLS
      3306 MySQL, MariaDB · 5432 PostgreSQL · 8443 HTTPS alternative · 5900 VNC · 6379 Redis · 27017 MongoDB
      8000 development servers, Hikvision, Splunk · 8888 Jupyter, HTTP alternative · 3000 Node.js, Rails, Grafana, Gitea
      5000 Flask, container registries, Synology DSM · 8081 HTTP alternative, Nexus · 9090 Prometheus, Cockpit, Openfire
      1433 Microsoft SQL Server · 1521 Oracle · 9200 Elasticsearch, OpenSearch · 11211 memcached · 5672 AMQP · 1883 MQTT
      1723 PPTP · 5060 SIP · 554 RTSP · 2049 NFS · 631 IPP, CUPS · 9100 raw printing, Prometheus node exporter
      873 rsync · 389 LDAP · 636 LDAP over TLS · 88 Kerberos · 179 BGP · 3128 Squid · 1080 SOCKS
      2222 SSH alternative, EtherNet/IP · 4545 Portlab's own agent port (PSAP)
    `,
  },
  {
    why: 'remote administration',
    entries: `
      5985,5986 WinRM · 593 RPC over HTTP · 49152-49157 first Windows dynamic RPC ports, GlusterFS bricks · 47001 WinRM
      10000 Webmin, NDMP · 20000 Usermin, DNP3 · 2082,2083 cPanel · 2086,2087 WHM · 2095,2096 cPanel webmail
      8880,8447 Plesk · 8172 IIS Web Deploy · 22222,2022,2200,222 SSH alternatives · 2323 Telnet alternative
      992 Telnet over TLS, SoftEther · 514 remote shell, syslog over TCP · 513 remote login · 512 remote execution
      161,162 SNMP over TCP · 5901-5903 VNC displays 1 to 3 · 5800 VNC in the browser · 6000-6003 X11 displays 0 to 3
      3390,33389 Remote Desktop alternatives · 5938 TeamViewer · 7070 AnyDesk, RealServer · 4899 Radmin
      5631,5632 pcAnywhere · 21116 RustDesk · 8040 ScreenConnect, YARN · 6129 DameWare · 1494 Citrix ICA
      2598 Citrix session reliability · 4172 PCoIP · 3283 Apple Remote Desktop · 8006 Proxmox VE
      8007 Proxmox Backup Server · 902 VMware ESXi · 2179 Hyper-V consoles · 5480 VMware appliance management, Netezza
      16992-16995 Intel AMT · 623 out-of-band management (DASH) · 1311 Dell OpenManage
      2381 HP System Management Homepage · 7547 CWMP (TR-069) on home routers · 8291 MikroTik WinBox
      8728,8729 MikroTik API · 2000 Cisco SCCP, MikroTik tests · 4786 Cisco Smart Install · 830 NETCONF over SSH
      8530,8531 WSUS · 5357 Web Services for Devices
    `,
  },
  {
    why: 'files, printing, version control and backup',
    entries: `
      990 FTPS · 989 FTPS data · 20 FTP data · 2121 FTP alternative · 69 TFTP · 115 Simple FTP · 548 AFP
      137,138 NetBIOS names and datagrams · 20048 NFS mountd · 4045 NFS lock manager · 3260,860 iSCSI · 515 LPD printing
      9101-9103 Bacula, further ports of print servers · 9191 PaperCut · 6566 SANE scanners
      5001 Synology DSM over TLS, iperf, ASP.NET Core · 5005,5006 Synology WebDAV, Java debugging · 6690 Synology Drive
      9000 MinIO, PHP-FPM, SonarQube, Portainer · 9001 MinIO console, Tor, supervisord · 17500 Dropbox LAN sync
      22000 Syncthing · 8384 Syncthing console · 24007 GlusterFS · 6789,3300 Ceph monitors · 6800 Ceph daemons
      988 Lustre · 10809 NBD, V2Ray · 9418 Git · 3690 Subversion · 29418 Gerrit · 7990,7999 Bitbucket · 1666 Perforce
      2401 CVS · 9392 Veeam, Greenbone · 6160,6162 Veeam agents · 13720,13724,13782,1556 NetBackup · 8400 Commvault
      1500 IBM Storage Protect · 7937,7938 NetWorker · 6106 Backup Exec · 10080 Amanda · 497 Retrospect
      9876 Acronis, RocketMQ · 55414 UrBackup · 6881-6889 BitTorrent · 51413 Transmission
      9091 Transmission console, Prometheus Pushgateway · 58846 Deluge · 8112 Deluge console · 4662 eDonkey
      6346 Gnutella
    `,
  },
  {
    why: 'mail and news',
    entries: `
      2525 SMTP alternative · 26 SMTP alternative at hosting companies · 24 LMTP · 4190 ManageSieve
      1025 MailHog, Teradata, old Windows dynamic RPC · 8025 MailHog console · 783 SpamAssassin · 10024,10025 Amavis
      11332-11334 Rspamd · 8891 OpenDKIM · 10023 Postgrey · 3310 ClamAV · 1352 Lotus Notes · 1677 GroupWise
      691 Exchange routing · 7025 Zimbra LMTP · 7071 Zimbra admin, Azure Functions
      7143,7993 Zimbra IMAP behind its proxy · 119 NNTP · 563 NNTP over TLS · 433 NNTP transit · 106 poppassd · 109 POP2
      220 IMAP3 · 209 QMTP · 628 QMQP
    `,
  },
  {
    why: 'databases, search and big data',
    entries: `
      1434 SQL Server admin connection · 1522,1526 second Oracle listener, Informix
      5500 Oracle EM Express, Live Server · 3307,3308 second MySQL · 33060 MySQL X protocol
      5433,5434 second PostgreSQL, YugabyteDB · 6432 PgBouncer · 5439 Redshift · 9999 Pgpool, small devices
      27018,27019 MongoDB shards and config servers · 5984 CouchDB · 9300 Elasticsearch nodes · 5601 Kibana
      9600 Logstash API, FINS · 8983 Solr · 7700 Meilisearch · 8108 Typesense · 9042 Cassandra
      7000 Cassandra nodes, AirPlay · 7001 WebLogic, Cassandra nodes · 7199 Cassandra JMX · 9160 Cassandra Thrift
      8086 InfluxDB · 8123 ClickHouse, Home Assistant · 9009 ClickHouse nodes · 9440 ClickHouse over TLS, Nutanix Prism
      50000 Db2, SAP, Jenkins agents · 523 Db2 admin server · 446 DRDA · 1527 Derby · 3050 Firebird · 9088 Informix
      1972,52773 InterSystems IRIS · 2638 SQL Anywhere · 1583 Actian Zen · 7474 Neo4j console · 7687 Neo4j Bolt
      26257 CockroachDB · 8091-8094 Couchbase · 11210 Couchbase data · 18091 Couchbase over TLS · 8529 ArangoDB
      2424,2480 OrientDB · 28015 RethinkDB, Rust · 4000 TiDB, NoMachine, Jekyll · 20160 TiKV · 4444 Galera, Selenium
      4567,4568 Galera · 6446,6447 MySQL Router · 6032,6033 ProxySQL · 4006 MaxScale · 6543 Supabase pooler, MythTV
      30013,30015 SAP HANA · 3200 SAP dispatcher, Tempo · 3600 SAP message server · 50013 SAP start service
      1128 SAP host agent · 8087,8098 Riak · 3001-3003 Aerospike, development servers · 9306,9312 Sphinx, Manticore
      19530 Milvus · 6333,6334 Qdrant · 4242 OpenTSDB, Quassel, Orthanc · 8182 Gremlin Server, vSphere
      4001,4002 rqlite, IPFS, IB Gateway · 9080 Dgraph, WebSphere · 9870 HDFS name node · 8020 HDFS
      9864 HDFS data node · 50070,50075 old HDFS · 8030-8032 YARN · 8042 YARN, Orthanc
      8088 YARN, Superset, Splunk collector · 19888 MapReduce history · 9083 Hive Metastore · 16010 HBase · 21050 Impala
      7077 Spark · 4040 Spark, ngrok · 18080 Spark history, Monero · 8047 Drill · 9047,31010 Dremio
      9030 Doris, StarRocks, Tor directory
    `,
  },
  {
    why: 'message brokers, caches and coordination',
    entries: `
      5671 AMQP over TLS · 15672 RabbitMQ management · 25672 RabbitMQ nodes · 4369 Erlang port mapper
      15674 STOMP over WebSocket · 8883 MQTT over TLS · 8083,8084 Kafka Connect, MQTT over WebSocket
      18083 EMQX dashboard · 2181 ZooKeeper · 2888,3888 ZooKeeper ensemble · 9092-9094 Kafka, H2, Alertmanager
      9021 Kafka control centre · 61616 ActiveMQ · 8161 ActiveMQ console · 61613,61614 STOMP · 4222 NATS
      6222 NATS cluster · 8222 NATS monitoring · 6650 Pulsar · 1414 IBM MQ · 6380 Redis over TLS
      16379 Redis cluster bus · 26379 Redis Sentinel · 6381 further Redis servers · 4150,4151 NSQ
      10911 RocketMQ brokers · 55555 Solace · 5701 Hazelcast · 47500 Ignite nodes · 10800 Ignite clients
      11222 Infinispan · 10334 Geode · 4730 Gearman · 11300 beanstalkd · 7222,7500 TIBCO · 7233 Temporal
      2113 EventStoreDB · 1801,2103,2105 Microsoft Message Queuing
    `,
  },
  {
    why: 'web servers, development servers and proxies',
    entries: `
      81-85 HTTP alternatives · 8008 HTTP alternative, Matrix, Chromecast · 8082,8085 HTTP alternatives
      8001 HTTP alternative, Kong · 8090 Confluence, HTTP alternative · 8010 Buildbot, HTTP alternative
      8089 Splunk, Locust, Asterisk · 591 FileMaker on the web · 8800,8808,8899,8600,8280,8050,8060 HTTP alternatives
      8002,8003 further development servers · 9443 HTTPS alternative, Portainer, vCenter
      4443,10443,7443 HTTPS alternatives, Fortinet · 4433 HTTPS alternative, SonicWall
      8444,8843,5443,2443,3443,18443 HTTPS alternatives, UniFi · 6443 Kubernetes API · 8009 AJP, Chromecast
      8005 Tomcat shutdown · 8180 Tomcat alternative · 8181 GlassFish over TLS, OpenDaylight · 4848 GlassFish admin
      7002 WebLogic over TLS · 9990,9993 WildFly management, ZeroTier · 9043,9060 WebSphere admin · 1099 Java RMI
      9229 Node.js inspector · 9222 Chrome DevTools · 5678 n8n, debugpy · 2345 Delve · 9003 Xdebug
      8787 RStudio, Java debugging · 5173,4173 Vite · 4200 Angular · 4321 Astro, rwhois · 1313 Hugo
      1234 Parcel, LM Studio, gdbserver · 35729 LiveReload · 19000 Expo · 8100 Ionic
      3030,3333,5555,7777 favourites of developers, Android debug bridge, Terraria · 1337 Strapi, Sails
      9292 Puma, OpenStack images · 2368 Ghost · 5050 pgAdmin, Mesos · 8501 Streamlit, Consul over TLS
      6006 TensorBoard, Storybook · 7860 Gradio · 11434 Ollama · 8188 ComfyUI · 8889 second Jupyter · 8265 Ray
      3838 Shiny · 8069 Odoo · 8055 Directus · 8065 Mattermost · 8761 Eureka · 8848 Nacos · 2019 Caddy admin
      4502,4503 Adobe Experience Manager · 8118 Privoxy · 9050,9051 Tor · 9150 Tor Browser, memcached exporter
      7890 Clash · 10808 V2Ray · 8388 Shadowsocks · 1081 SOCKS alternative · 1344 ICAP
      5037 Android debug bridge server · 63342 JetBrains IDEs · 8474 Toxiproxy · 4566 LocalStack
    `,
  },
  {
    why: 'containers, orchestration and monitoring',
    entries: `
      2375,2376 Docker · 2377,7946 Docker Swarm · 2379,2380 etcd · 10250 kubelet · 10255 kubelet read-only
      10256 kube-proxy · 30000-30010 first Kubernetes node ports · 50051 gRPC · 8500 Consul · 8300-8302 Consul servers
      8200 Vault, MiniDLNA · 4646 Nomad · 9901 Envoy admin · 15000 Envoy under Istio · 15010 Istio control plane
      15021 Istio health · 4143 Linkerd · 8404,1936 HAProxy statistics · 9180 APISIX, ScyllaDB metrics
      10050,10051 Zabbix · 5666 NRPE · 5667 NSCA · 5665 Icinga · 12489 NSClient++ · 6556 Checkmk · 4949 Munin
      19999 Netdata, DNP3 over TLS · 3100 Loki · 4317,4318 OpenTelemetry · 13133 OpenTelemetry health
      16686 Jaeger console · 14268 Jaeger collector · 9411 Zipkin · 8125 StatsD · 2003,2004 Graphite
      8428 VictoriaMetrics · 9104,9115,9116,9121,9182,9187,9216 Prometheus exporters
      9099 Calico health, Firebase emulator · 10902 Thanos · 9997 Splunk forwarding · 5044 Logstash from Beats
      12201 GELF · 24224 Fluentd · 2020 Fluent Bit, ONVIF · 5140,1514 syslog alternatives, Wazuh · 6514 syslog over TLS
      601 reliable syslog · 1515 Wazuh · 2812 Monit · 8834 Nessus · 3551 apcupsd · 3493 Network UPS Tools
      3052 APC PowerChute · 8649 Ganglia · 17778 SolarWinds · 4505,4506 Salt · 8140 Puppet · 10933 Octopus Tentacle
      8111 TeamCity · 8153 GoCD · 3632 distcc · 16509,16514 libvirt · 54321 oVirt, Supabase · 8774,8776 OpenStack
      9696 OpenStack networks, Prowlarr · 35357 OpenStack identity · 8004 OpenStack stacks · 6080 noVNC
      6060 Go profiler, Clair · 2224 Pacemaker configuration · 3121 Pacemaker remote · 7788 DRBD · 6817,6818 Slurm
      9618 HTCondor · 6444 Grid Engine · 5201 iperf3 · 199 SNMP multiplexing
    `,
  },
  {
    why: 'directory, authentication, names and routing',
    entries: `
      3268,3269 Active Directory global catalogue · 464 Kerberos passwords · 9389 Active Directory Web Services
      749 Kerberos admin · 543,544 Kerberos login and shell · 1389,1636 LDAP without privilege · 10389 ApacheDS
      49 TACACS+ · 1812,1813 RADIUS · 1645,1646 old RADIUS · 3868 Diameter · 113 ident · 42,1512 WINS
      4180 oauth2-proxy · 5556 Dex, Freeciv · 3023,3080 Teleport · 5696 KMIP · 43 whois · 700 EPP · 853 DNS over TLS
      953 BIND control · 5353 mDNS, DNS alternative · 8053 DNS statistics · 5380 Technitium DNS · 123 NTP
      4460 NTS key exchange · 37 time · 13 daytime · 2601-2605 routing daemon consoles · 646 LDP · 639 MSDP
      323 RPKI to router · 6653,6633 OpenFlow · 6640 Open vSwitch · 4353 iQuery
    `,
  },
  {
    why: 'VPN, tunnels and security gateways',
    entries: `
      1194 OpenVPN · 943 OpenVPN Access Server · 500 ISAKMP · 4500 IPsec over TCP, FoundationDB · 1701 L2TP · 655 tinc
      51821 WireGuard Easy · 541 Fortinet management · 8013 FortiClient telemetry · 264 Check Point topology
      18181,18184 Check Point OPSEC · 18190,18191 Check Point management · 3978 Panorama, Bot Framework
      4343 Aruba, OfficeScan · 4118 Deep Security · 8014 Endpoint Protection Manager · 13000,14000 Kaspersky
      8192 Sophos · 2223 ESET, Rockwell · 2967 Symantec · 8043 Omada · 5228 Google push messaging
    `,
  },
  {
    why: 'industrial, building and medical control, smart homes',
    entries: `
      502 Modbus · 802 Modbus over TLS · 102 S7, ISO transport · 44818 EtherNet/IP · 2221 EtherNet/IP over TLS
      4840 OPC UA · 4843 OPC UA over TLS · 47808 BACnet · 2404 IEC 60870-5-104 · 1911,4911 Niagara Fox · 1962 PCWorx
      5007 MELSEC · 789 Crimson · 2455,1217,11740 CODESYS · 18245 GE SRTP · 48898,8016 Beckhoff ADS · 5094 HART-IP
      34962-34964 PROFINET · 3671 KNX · 10001 Lantronix, tank gauges · 5683,5684 CoAP · 41794,41795 Crestron
      4352 PJLink · 5025 SCPI · 4880 HiSLIP · 13400 DoIP · 104,11112 DICOM · 2762 DICOM over TLS · 2575 HL7 · 2947 gpsd
      1880 Node-RED · 6053 ESPHome · 6668 Tuya · 5540 Matter, RedisInsight · 55443 Yeelight · 49000 FRITZ!Box
      51826,8581 Homebridge · 1400 Sonos · 7125 Moonraker
    `,
  },
  {
    why: 'cameras and media',
    entries: `
      8554,10554 RTSP alternatives · 322 RTSP over TLS · 1935 RTMP · 37777 Dahua · 34567 Xiongmai · 7447 UniFi Protect
      8555 go2rtc · 32400 Plex · 8096 Jellyfin, Emby · 9981 Tvheadend · 6544 MythTV · 2869,1900 UPnP · 3689 DAAP
      6600 MPD · 3483 Squeezebox · 4070 Spotify · 1704 Snapcast · 4533 Navidrome · 2283 Immich
      8989,7878,8686 Sonarr, Radarr, Lidarr · 4455 OBS WebSocket · 5004 RTP over TCP · 7100 AirPlay, X fonts
    `,
  },
  {
    why: 'games, chat and voice',
    entries: `
      25565 Minecraft · 25575 Minecraft console · 27015,27016 Source console · 27036,27037 Steam Remote Play
      30120 FiveM · 3724 World of Warcraft · 1119,6112 Battle.net · 43594 RuneScape · 7171 Tibia · 6900 Ragnarok Online
      26000 Quake · 47984,47989 GameStream, Sunshine · 6667 IRC · 6660-6666,6669 further IRC · 6697,6679 IRC over TLS
      194,994 IRC system ports · 5222 XMPP · 5223 XMPP over TLS · 5269 XMPP between servers · 5280,5281 XMPP over HTTP
      8448 Matrix federation · 5190 AIM, ICQ · 1863 MSN Messenger · 3478,5349 STUN, TURN · 5061 SIP over TLS
      1720 H.323 · 5038 Asterisk manager · 8021 FreeSWITCH · 5080 FreeSWITCH, Dgraph · 5090 3CX · 4569 IAX
      10011,30033 TeamSpeak · 64738 Mumble · 3784 Ventrilo
    `,
  },
  {
    why: 'licence servers and digital currencies',
    entries: `
      1947 Sentinel HASP · 27000,27001 FlexNet · 1688 Windows activation · 5093 Sentinel RMS · 5053 RLM
      22350 CodeMeter · 1055 Ansys · 7279 Citrix licences · 8333 Bitcoin · 8332 Bitcoin RPC · 18333 Bitcoin test network
      9735 Lightning · 50001 Electrum · 30303 Ethereum · 8545 Ethereum RPC · 18081 Monero · 26656,26657 CometBFT
      30333 Polkadot
    `,
  },
  {
    why: 'IANA system ports registered for TCP',
    entries: `
      7 echo · 9 discard · 19 chargen · 17 qotd · 11 systat · 1 tcpmux · 79 finger · 70 gopher · 18 msp · 67 bootps
      95 supdup · 101 hostname · 117 uucp-path · 118 sqlserv · 150 sql-net · 156 sqlsrv · 163 cmip-man · 164 cmip-agent
      174 mailq · 177 xdmcp · 210 z39.50 · 213 ipx · 280 http-mgmt · 311 asip-webadmin · 387 aurp · 401 ups
      407 timbuktu · 427 svrloc · 444 snpp · 458 appleqtc · 475 tcpnethaspsrv · 487 saft · 504 citadel · 520 efs
      524 ncp · 530 courier · 538 gdomap · 540 uucp · 564 9pfs · 600 ipcserver · 607 nqs · 647 dhcp-failover · 650 obex
      660 mac-srvr-admin · 666 doom · 705 agentx · 706 silc · 744 flexlm · 829 pkix-3-ca-ra · 847 dhcp-failover2
      861 owamp-control · 862 twamp-control · 888 cddbp · 900 omginitialrefs · 901 smpnameres · 1001 webpush
    `,
  },
  {
    why: 'IANA user ports registered for TCP and in wide use',
    entries: `
      1098 rmiactivation · 1186 mysql-cluster · 1589 vqp · 2628 dict · 2811 gsiftp · 3702 ws-discovery · 4373 remctl
      4379 ctdb · 4559 hylafax · 4739 ipfix · 5151 esri_sde · 5308 cfengine · 5405 netsupport · 5988 wbem-http
      5989 wbem-https · 8243 synapse-nhttps · 9593 cba8 · 11371 hkp · 12865 netperf · 24554 binkp · 31337 eldim
      44321 pmcd · 44322 pmproxy
    `,
  },
  {
    why: 'whole blocks where servers gather',
    entries: `
      8000-8100 HTTP alternatives · 9000-9010 around MinIO and PHP-FPM · 3000-3010 development servers
      5000-5010 development servers · 7000-7009 AFS, Cassandra, WebLogic · 8880-8890 around Jupyter
      9090-9100 around Prometheus · 10000-10010 around Webmin · 5900-5906 VNC displays · 6000-6005 X11 displays
      1024-1030 first unprivileged ports, old Windows dynamic RPC · 49152-49160 IANA's first dynamic ports
      32768-32770 Linux's first ephemeral ports
    `,
  },
];

/** The entries of a theme, each with its ports in the order written. */
export function entriesOf(theme: PortTheme): readonly PortEntry[] {
  const texts = theme.entries.split(/\n| · /).map((text) => text.trim());
  return texts.filter((text) => text !== '').map(parseEntry);
}

/** The 1000 popular TCP ports, most popular first. */
export const popularPorts: readonly number[] = [
  ...new Set(portThemes.flatMap(entriesOf).flatMap((entry) => entry.ports)),
];

/** Reads `22,2222 SSH`. Each item of the port list is read for itself, since a parsed list comes sorted. */
function parseEntry(text: string): PortEntry {
  const [list = '', ...reason] = text.split(' ');
  return { ports: list.split(',').flatMap((item) => expandPorts(parsePortList(item))), reason: reason.join(' ') };
}
