// Written by schema/generate.ts from schema/*.json; change those and run `npm run generate`.


/**
 * A model: `provider/model`, an alias from `agents.defaults.models`, or a bare model id; `@profile` at the end pins a credential.
 */
export type ModelRef = string
/**
 * A model for media, alone or with fallbacks and a time limit.
 */
export type MediaModelSelection = (string | {
primary?: ModelRef
/**
 * Models to try in this order when the one before fails; a bare id takes the primary's provider.
 */
fallbacks?: ModelRef[]
/**
 * Milliseconds one request may take, for slow media work.
 */
timeoutMs?: number
})
/**
 * A model, alone or with the models that step in when it fails.
 */
export type ModelSelection = ({
primary?: ModelRef
/**
 * Models to try in this order when the one before fails; a bare id takes the primary's provider.
 */
fallbacks?: ModelRef[]
/**
 * Time limit per request in milliseconds; refused since 2026.5.18, use the provider's `timeoutSeconds`.
 */
timeoutMs?: number
} | string)
/**
 * A model for a tool's own use, alone or with fallbacks.
 */
export type ToolModelSelection = (string | {
primary?: ModelRef
/**
 * Models to try in this order when the one before fails; a bare id takes the primary's provider.
 */
fallbacks?: ModelRef[]
})
/**
 * Which agent answers what, first match first.
 * 
 * Items: One rule that hands a channel, account or chat to an agent.
 */
export type Bindings = {
/**
 * Agent that answers what matches.
 */
agentId?: string
}[]
/**
 * Wire protocol that an endpoint speaks.
 */
export type ModelApi = ("anthropic-messages" | "bedrock-converse-stream" | "github-copilot" | "google-generative-ai" | "openai-completions" | "openai-responses" | "ollama" | "openai-codex-responses" | "azure-openai-responses" | "google-vertex" | "openai-chatgpt-responses" | "pi-messages")
/**
 * A secret: literal text, `${NAME}` or `$NAME` for a variable, or a SecretRef.
 */
export type SecretInput = (string | EnvSecretRef | FileSecretRef | ExecSecretRef | StoreSecretRef)
/**
 * Alias of a source of secrets.
 */
export type SecretProviderAlias = string
/**
 * A price as OpenRouter takes it, in dollars (per million tokens where it is about tokens).
 */
export type OpenRouterPrice = (number | string)
/**
 * A threshold, either for the median or per percentile.
 */
export type OpenRouterPreference = (number | {
/**
 * Threshold that 50 % of the requests must keep to.
 */
p50?: number
/**
 * Threshold that 75 % of the requests must keep to.
 */
p75?: number
/**
 * Threshold that 90 % of the requests must keep to.
 */
p90?: number
/**
 * Threshold that 99 % of the requests must keep to.
 */
p99?: number
})
/**
 * A named source of secrets: the environment, a file, a program or OpenClaw's own store.
 */
export type SecretProvider = (EnvSecretProvider | FileSecretProvider | ExecSecretProvider | StoreSecretProvider)

/**
 * The configuration of one OpenClaw home, read from openclaw.json as JSON5 after its `$include`s were spliced in.
 */
export interface OpenClawConfig {
/**
 * Address of a JSON Schema for editors; OpenClaw ignores it.
 */
$schema?: string
/**
 * Named sets of trusted senders that channels can refer to.
 */
accessGroups?: {
[k: string]: unknown
}
/**
 * External agents driven through the Agent Client Protocol.
 */
acp?: {
[k: string]: unknown
}
agents?: Agents
/**
 * Where requests for permission are sent and who may answer them.
 */
approvals?: {
[k: string]: unknown
}
/**
 * How incoming files are kept and handed to agents.
 */
attachments?: {
[k: string]: unknown
}
/**
 * Transcription of audio in early releases; refused since 2026.8.1.
 */
audio?: {
[k: string]: unknown
}
/**
 * Record of administrative actions; refused since 2026.8.1.
 */
audit?: {
[k: string]: unknown
}
auth?: Auth
bindings?: Bindings
/**
 * Chats that several agents answer together.
 */
broadcast?: {
[k: string]: unknown
}
/**
 * Browser that agents can drive.
 */
browser?: {
[k: string]: unknown
}
/**
 * Local server for canvas pages; refused since 2026.8.1.
 */
canvasHost?: {
[k: string]: unknown
}
channels?: Channels
/**
 * Look of the command line; refused since 2026.8.1.
 */
cli?: {
[k: string]: unknown
}
/**
 * Remote machines on which agents can work.
 */
cloudWorkers?: {
[k: string]: unknown
}
/**
 * Chat commands and who may use them.
 */
commands?: {
[k: string]: unknown
}
/**
 * Follow-ups an agent promised in conversation; refused since 2026.8.1.
 */
commitments?: {
[k: string]: unknown
}
/**
 * Former built-in maintenance agent; refused since 2026.8.1.
 */
crestodian?: {
[k: string]: unknown
}
/**
 * Scheduler for recurring jobs; the jobs themselves live in the state database.
 */
cron?: {
[k: string]: unknown
}
/**
 * Sharing of this machine's desktop with clients.
 */
desktop?: {
[k: string]: unknown
}
/**
 * Traces and metrics about the gateway's own work.
 */
diagnostics?: {
[k: string]: unknown
}
/**
 * How clients find this gateway on the network.
 */
discovery?: {
[k: string]: unknown
}
env?: Env
/**
 * Server that clients and channels connect to: address, port and access.
 */
gateway?: {
[k: string]: unknown
}
hooks?: Hooks
/**
 * What is written to the log, and where.
 */
logging?: {
[k: string]: unknown
}
/**
 * Sources of plugins; refused since 2026.8.1.
 */
marketplaces?: {
[k: string]: unknown
}
/**
 * Model Context Protocol servers whose tools agents can use.
 */
mcp?: {
[k: string]: unknown
}
/**
 * Keeping of received media; refused since 2026.8.1.
 */
media?: {
[k: string]: unknown
}
memory?: Memory
messages?: Messages
meta?: Meta
models?: Models
/**
 * What this machine offers as a node to a remote gateway.
 */
nodeHost?: {
[k: string]: unknown
}
plugins?: Plugins
/**
 * Network proxy for outgoing traffic of the gateway.
 */
proxy?: {
[k: string]: unknown
}
secrets?: Secrets
/**
 * Checks of this installation and exceptions from them.
 */
security?: {
[k: string]: unknown
}
/**
 * How conversations are told apart, reset and kept.
 */
session?: {
[k: string]: unknown
}
/**
 * Skills agents can load, and settings of each.
 */
skills?: {
[k: string]: unknown
}
/**
 * Behaviour per place of delivery, such as when to stay silent.
 */
surfaces?: {
[k: string]: unknown
}
talk?: Talk
/**
 * Anonymous usage data sent to the makers of OpenClaw.
 */
telemetry?: {
[k: string]: unknown
}
tools?: Tools
/**
 * Recording of meetings and calls as text.
 */
transcripts?: {
[k: string]: unknown
}
tts?: Tts
/**
 * Look of the terminal interface; refused since 2026.8.1.
 */
tui?: {
[k: string]: unknown
}
/**
 * Look of the web interface.
 */
ui?: {
[k: string]: unknown
}
/**
 * Which release channel is followed, and when updates are looked for.
 */
update?: {
[k: string]: unknown
}
/**
 * Connection of WhatsApp Web; refused since 2026.8.1.
 */
web?: {
[k: string]: unknown
}
/**
 * Written by the setup assistant: when it last ran, and how.
 */
wizard?: {
[k: string]: unknown
}
/**
 * Whether git worktrees for agents are prepared ahead of time.
 */
worktreeAcceleration?: boolean
/**
 * Folder under which git worktrees for agents are created.
 */
worktreeRoot?: string
}
/**
 * Agents of this home: what they share, and each of them by id.
 */
export interface Agents {
defaults?: AgentDefaults
/**
 * Agents by id; several of them need a `default: true` on one or `agents.ownership`.
 */
entries?: {
[k: string]: AgentEntry
}
/**
 * Agents as a list with ids inside; since 2026.8.1 they are keyed by id in `agents.entries`, and only a well-formed list is still converted.
 */
list?: ListedAgent[]
/**
 * Set to `explicit` when several agents exist and none of them is the implicit default.
 */
ownership?: "explicit"
}
/**
 * What agents share: models, limits, habits and tools.
 */
export interface AgentDefaults {
agentRuntime?: RetiredRuntime
/**
 * Left by upgrades: whose credentials other agents inherit until they have their own.
 */
authInheritance?: {
/**
 * Agent whose credentials are inherited.
 */
agentId?: string
}
/**
 * Whether partial replies are sent after each text block or only when the message is complete.
 */
blockStreamingBreak?: ("message_end" | "text_end")
/**
 * Sizes and break points of partial replies.
 */
blockStreamingChunk?: {
[k: string]: unknown
}
/**
 * Joins small partial replies before they are sent.
 */
blockStreamingCoalesce?: {
[k: string]: unknown
}
/**
 * Whether channels get partial replies unless they say otherwise.
 */
blockStreamingDefault?: ("off" | "on")
/**
 * Most characters of one workspace file that go into the prompt; the rest is cut.
 */
bootstrapMaxChars?: number
/**
 * When the prompt mentions that workspace files were cut; refused since 2026.8.1.
 */
bootstrapPromptTruncationWarning?: ("always" | "off" | "once")
/**
 * Most characters of all workspace files together that go into the prompt.
 */
bootstrapTotalMaxChars?: number
/**
 * Command line programs used as models; since 2026.8.1 plugins bring them.
 */
cliBackends?: {
[k: string]: unknown
}
compaction?: Compaction
/**
 * When workspace files go into the prompt: always, not on continued turns, or never.
 */
contextInjection?: ("always" | "continuation-skip" | "never")
/**
 * Limits for what may be put into the context from memory and tools.
 */
contextLimits?: {
[k: string]: unknown
}
/**
 * Dropping of old tool results from the context before it is full.
 */
contextPruning?: {
[k: string]: unknown
}
/**
 * Budget in tokens for every conversation; since 2026.8.1 it is ignored with a warning, set it per model.
 */
contextTokens?: number
/**
 * Folder in which tools run, where it is not the workspace.
 */
cwd?: string
/**
 * Model that answers typed choices and scores for plugins, as provider/model; empty switches such decisions off.
 */
decisionModel?: string
/**
 * Whether commands may run outside the sandbox unless a session says otherwise.
 */
elevatedDefault?: ("ask" | "full" | "off" | "on")
/**
 * Behaviour of the built-in agent runtime.
 */
embeddedAgent?: {
/**
 * What happens when OpenAI refuses a turn for its cyber policy.
 */
cyberFailover?: {
/**
 * Milliseconds for which a session skips a target that was not available.
 */
cooloffMs?: number
/**
 * Whether refused turns go to the other model by themselves or stay refused.
 */
mode?: ("auto" | "off")
/**
 * Model that takes over refused turns, as provider/model.
 */
model?: string
}
/**
 * How hard the runtime insists that the model acts instead of announcing it.
 */
executionContract?: ("default" | "strict-agentic")
/**
 * How far settings found in a project folder are trusted.
 */
projectSettingsPolicy?: ("ignore" | "sanitize" | "trusted")
}
/**
 * Earlier name for the choice of runtime; refused since 2026.5.28.
 */
embeddedHarness?: {
/**
 * What to do when that runtime was not available.
 */
fallback?: ("none" | "pi")
/**
 * Runtime that carried out turns.
 */
runtime?: string
}
/**
 * Earlier name of the settings of the built-in runtime; `embeddedAgent` since 2026.5.28.
 */
embeddedPi?: {
/**
 * How hard the runtime insisted on action.
 */
executionContract?: ("default" | "strict-agentic")
/**
 * How far settings found in a project folder were trusted.
 */
projectSettingsPolicy?: ("ignore" | "sanitize" | "trusted")
}
/**
 * Whether messages tell the model how much time has passed; refused since 2026.8.1.
 */
envelopeElapsed?: ("off" | "on")
/**
 * Whether messages tell the model when they were sent; refused since 2026.8.1.
 */
envelopeTimestamp?: ("off" | "on")
/**
 * Time zone for the times told to the model; refused since 2026.8.1.
 */
envelopeTimezone?: string
/**
 * Switches for previews that may change or vanish.
 */
experimental?: {
[k: string]: unknown
}
/**
 * Whether turns use the provider's faster service unless a session says otherwise.
 */
fastModeDefault?: (boolean | string)
/**
 * Regular turns an agent takes on its own, and the model for them.
 */
heartbeat?: {
/**
 * Which account of the channel delivers the result.
 */
accountId?: string
/**
 * Length up to which a bare acknowledgement is kept silent; refused since 2026.8.1.
 */
ackMaxChars?: number
/**
 * Hours of the day in which heartbeats may run.
 */
activeHours?: {
/**
 * End of the active hours, as HH:MM; 24:00 is midnight.
 */
end?: string
/**
 * First minute of the active hours, as HH:MM.
 */
start?: string
/**
 * Time zone of the active hours: an IANA name, the user's or this machine's.
 */
timezone?: string
}
/**
 * Agent that takes the heartbeat turns when no entry has its own heartbeat.
 */
agentId?: string
/**
 * Whether results may go to direct messages.
 */
directPolicy?: ("allow" | "block")
/**
 * Time between heartbeats; `0m` switches them off.
 */
every?: string
/**
 * Whether the reasoning is delivered too; refused since 2026.8.1.
 */
includeReasoning?: boolean
/**
 * Whether the prompt explains heartbeats; refused since 2026.8.1.
 */
includeSystemPromptSection?: boolean
/**
 * Runs each heartbeat without earlier conversation, which costs far fewer tokens.
 */
isolatedSession?: boolean
/**
 * Leaves workspace files out of heartbeat prompts.
 */
lightContext?: boolean
model?: ModelRef
/**
 * What the agent is told to do at each heartbeat.
 */
prompt?: string
/**
 * Conversation in which heartbeats run, unless they are isolated.
 */
session?: string
/**
 * Whether heartbeats are skipped during other work; refused since 2026.8.1.
 */
skipWhenBusy?: boolean
/**
 * Whether tool errors are kept out of results; refused since 2026.8.1.
 */
suppressToolErrorWarnings?: boolean
/**
 * Channel that gets the result: the last one used, none, or a channel id.
 */
target?: string
/**
 * Seconds after which a heartbeat turn is given up.
 */
timeoutSeconds?: number
/**
 * Recipient within the channel.
 */
to?: string
}
/**
 * Pauses between the parts of a reply, to read more like a person.
 */
humanDelay?: {
[k: string]: unknown
}
imageGenerationModel?: MediaModelSelection
/**
 * Longest side in pixels to which images are scaled before a model sees them.
 */
imageMaxDimensionPx?: number
imageModel?: MediaModelSelection
/**
 * Trade between detail and tokens when images are prepared for models.
 */
imageQuality?: ("auto" | "balanced" | "efficient" | "high")
/**
 * Former limits for model requests; refused since 2026.4.26.
 */
llm?: {
/**
 * Seconds of silence after which a streamed answer was given up.
 */
idleTimeoutSeconds?: number
}
/**
 * How many conversations may run turns at the same time.
 */
maxConcurrent?: number
/**
 * Whether other providers were tried when a media model failed; refused since 2026.8.1.
 */
mediaGenerationAutoProviderFallback?: boolean
/**
 * Largest media file in megabytes that is taken in.
 */
mediaMaxMb?: number
/**
 * Models that create media, by kind.
 */
mediaModels?: {
image?: MediaModelSelection
music?: MediaModelSelection
video?: MediaModelSelection
}
/**
 * Search over memory files; it lives under `memory.search` since 2026.8.1.
 */
memorySearch?: {
[k: string]: unknown
}
model?: ModelSelection
modelPolicy?: ModelPolicy
/**
 * How far a model change made in chat reaches when it does not say.
 */
modelSelectionScope?: ("agent" | "global" | "session")
/**
 * Settings and short names per model; without a `modelPolicy` the keys also limit which models may be chosen.
 */
models?: {
[k: string]: ModelSettings
}
musicGenerationModel?: MediaModelSelection
/**
 * Request parameters for every model, under those of a single model.
 */
params?: {
[k: string]: unknown
}
/**
 * Largest PDF in megabytes; `pdfMaxMb` since 2026.8.1.
 */
pdfMaxBytesMb?: number
/**
 * Largest PDF in megabytes that the PDF tool reads.
 */
pdfMaxMb?: number
/**
 * Most pages of a PDF that the PDF tool reads.
 */
pdfMaxPages?: number
pdfModel?: MediaModelSelection
/**
 * Additions to the prompt per model family; refused since 2026.8.1.
 */
promptOverlays?: {
[k: string]: unknown
}
/**
 * Whether reasoning is shown in replies unless a session says otherwise.
 */
reasoningDefault?: ("off" | "on" | "stream")
/**
 * Folder of the repository named in the prompt, where it cannot be found by itself.
 */
repoRoot?: string
/**
 * How often a failed turn was tried again; refused since 2026.8.1.
 */
runRetries?: {
[k: string]: unknown
}
/**
 * Containers in which tools run, apart from this machine.
 */
sandbox?: {
[k: string]: unknown
}
/**
 * Left by upgrades: which agent owns sessions from older stores.
 */
sessionStore?: {
[k: string]: unknown
}
/**
 * Where an agent may choose not to answer.
 */
silentReply?: {
[k: string]: unknown
}
/**
 * Where silence was replaced by a short text; refused since 2026.5.18.
 */
silentReplyRewrite?: {
[k: string]: unknown
}
/**
 * Skills agents have unless their entry lists its own.
 */
skills?: unknown[]
/**
 * Whether the workspace's starter files are left uncreated.
 */
skipBootstrap?: boolean
/**
 * Which starter files are not created in new workspaces.
 */
skipOptionalBootstrapFiles?: unknown[]
/**
 * What a fresh conversation is told about recent days.
 */
startupContext?: {
[k: string]: unknown
}
/**
 * Delegation to other agents, and the model they use.
 */
subagents?: {
/**
 * Agents that may be given work; `*` stands for any.
 * 
 * Items: Id of an agent that may be given work.
 */
allowAgents?: string[]
/**
 * Milliseconds to wait until a finished subagent's result is announced.
 */
announceTimeoutMs?: number
/**
 * Minutes after which a finished subagent's conversation is archived; 0 keeps it.
 */
archiveAfterMinutes?: number
/**
 * How strongly the prompt advises to delegate.
 */
delegationMode?: ("prefer" | "suggest")
/**
 * How many subagents one agent may have at the same time.
 */
maxChildrenPerAgent?: number
/**
 * How many subagents may run at the same time altogether.
 */
maxConcurrent?: number
/**
 * How many levels deep subagents may have subagents.
 */
maxSpawnDepth?: number
model?: ModelSelection
/**
 * Whether a subagent must name the agent it runs as.
 */
requireAgentId?: boolean
/**
 * Seconds a subagent may take; 0 sets no limit.
 */
runTimeoutSeconds?: number
/**
 * Thinking level of subagents.
 */
thinking?: string
}
/**
 * Which agent does OpenClaw's own background work.
 */
systemAgent?: {
/**
 * Agent whose model and credentials background work uses.
 */
agentId?: string
}
/**
 * Replaced the whole system prompt; refused since 2026.5.28.
 */
systemPromptOverride?: string
/**
 * How much models think unless a session says otherwise.
 */
thinkingDefault?: ("high" | "low" | "medium" | "minimal" | "off" | "xhigh" | "adaptive" | "max" | "ultra")
/**
 * Clock shown to the model; refused since 2026.8.1.
 */
timeFormat?: ("12" | "24" | "auto")
/**
 * Seconds a turn may take; 0 sets no limit on releases that take it.
 */
timeoutSeconds?: number
/**
 * Whether progress messages explain tool calls or show them as they are.
 */
toolProgressDetail?: ("explain" | "raw")
/**
 * Seconds between two typing signs.
 */
typingIntervalSeconds?: number
/**
 * When the typing sign appears.
 */
typingMode?: ("instant" | "message" | "never" | "thinking")
/**
 * Time zone of the user, for times told to the model.
 */
userTimezone?: string
utilityModel?: ModelRef
/**
 * How much of the tool work is shown in replies unless a session says otherwise.
 */
verboseDefault?: ("full" | "off" | "on")
videoGenerationModel?: MediaModelSelection
voiceModel?: MediaModelSelection
/**
 * Folder that holds the agent's files and memory.
 */
workspace?: string
}
/**
 * Former choice of runtime for all models; since 2026.5.28 it is made per model or provider.
 */
export interface RetiredRuntime {
/**
 * What to do when the runtime was not available.
 */
fallback?: ("none" | "pi")
/**
 * Runtime that carried out turns.
 */
id?: string
}
/**
 * When and how a conversation that outgrows the context window is summarised.
 */
export interface Compaction {
/**
 * Additional orders for the summary; refused since 2026.8.1.
 */
customInstructions?: string
/**
 * Whether conversations are summarised by themselves.
 */
enabled?: boolean
/**
 * Wording for the custom identifier policy; refused since 2026.8.1.
 */
identifierInstructions?: string
/**
 * How strictly ids and names are carried over into the summary.
 */
identifierPolicy?: ("custom" | "off" | "strict")
/**
 * Tokens at the end of the conversation that stay unsummarised.
 */
keepRecentTokens?: number
/**
 * Transcript size at which a summary is made before the next turn, in bytes or as text such as `20mb`.
 */
maxActiveTranscriptBytes?: (number | string)
/**
 * Share of the window that history could take after a summary; refused since 2026.8.1.
 */
maxHistoryShare?: number
/**
 * A turn before summarising in which the agent writes down what it must not forget.
 */
memoryFlush?: {
/**
 * Whether that turn is taken.
 */
enabled?: boolean
/**
 * Transcript size that forces the turn, in bytes or as text such as `2mb`.
 */
forceFlushTranscriptBytes?: (number | string)
model?: ModelRef
/**
 * What the agent was told in that turn; refused since 2026.8.1.
 */
prompt?: string
/**
 * How many tokens before the limit the turn is taken.
 */
softThresholdTokens?: number
/**
 * System prompt of that turn; refused since 2026.8.1.
 */
systemPrompt?: string
}
/**
 * Check for space between tool calls within one turn.
 */
midTurnPrecheck?: {
/**
 * Whether space is checked after each tool result.
 */
enabled?: boolean
}
/**
 * Plain summary, or one that is made in pieces and checked.
 */
mode?: ("default" | "safeguard")
model?: ModelRef
/**
 * Whether the user is told that a summary was made.
 */
notifyUser?: boolean
/**
 * Sections of AGENTS.md that are put into the context again after a summary.
 * 
 * Items: Heading of one section.
 */
postCompactionSections?: string[]
/**
 * Whether the memory index is renewed after a summary, and whether it is waited for.
 */
postIndexSync?: ("async" | "await" | "off")
/**
 * Id of a plugin that makes summaries instead of a model; not a model provider.
 */
provider?: string
/**
 * Check of the summary, with another try if it fails.
 */
qualityGuard?: {
/**
 * Whether summaries are checked.
 */
enabled?: boolean
/**
 * How many more tries a failed summary gets.
 */
maxRetries?: number
}
/**
 * How many of the last turns stay word for word.
 */
recentTurnsPreserve?: number
/**
 * Tokens kept free for the next answer; refused since 2026.8.1.
 */
reserveTokens?: number
/**
 * Least number of tokens kept free; refused since 2026.8.1.
 */
reserveTokensFloor?: number
/**
 * How much the summarising model thinks; `inherit` takes the conversation's level.
 */
thinkingLevel?: ("adaptive" | "high" | "inherit" | "low" | "max" | "medium" | "minimal" | "off" | "ultra" | "xhigh")
/**
 * Seconds a summary may take before it is given up.
 */
timeoutSeconds?: number
/**
 * Whether the transcript is cut after a summary; refused since 2026.8.1.
 */
truncateAfterCompaction?: boolean
}
/**
 * Which models may be chosen by `/model`, sessions, schedules and hooks; configured models are not subject to it.
 */
export interface ModelPolicy {
/**
 * Models that may be chosen; an empty list allows any.
 */
allow?: ModelRef[]
}
/**
 * Settings for one model: its short name, parameters and runtime.
 */
export interface ModelSettings {
agentRuntime?: AgentRuntime
/**
 * Short name by which this model can be called anywhere; the last of several equal names wins.
 */
alias?: string
/**
 * Switches Code Mode on or off for exactly this model.
 */
codeMode?: boolean
/**
 * Request parameters for this model, such as temperature or cache retention.
 */
params?: {
[k: string]: unknown
}
/**
 * Further runtimes offered for this model in pickers; needs an exact provider/model key.
 * 
 * Items: Id of one runtime on offer.
 */
pickerRuntimes?: string[]
/**
 * Whether answers of this model are streamed.
 */
streaming?: boolean
}
/**
 * Choice of the runtime that carries out turns.
 */
export interface AgentRuntime {
/**
 * Id of the runtime: the built-in one, or one a plugin brings such as `codex`.
 */
id?: string
}
/**
 * One agent: its model, its files and where it departs from the defaults.
 */
export interface AgentEntry {
/**
 * Folder of this agent's state and credentials; two agents must not share one.
 */
agentDir?: string
/**
 * Most characters of one workspace file that go into the prompt; the rest is cut.
 */
bootstrapMaxChars?: number
/**
 * Most characters of all workspace files together that go into the prompt.
 */
bootstrapTotalMaxChars?: number
/**
 * When workspace files go into the prompt: always, not on continued turns, or never.
 */
contextInjection?: ("always" | "continuation-skip" | "never")
/**
 * Limits for what may be put into the context from memory and tools.
 */
contextLimits?: {
[k: string]: unknown
}
/**
 * Budget in tokens for every conversation; ignored with a warning, set it per model.
 */
contextTokens?: {
[k: string]: unknown
}
/**
 * Folder in which tools run, where it is not the workspace.
 */
cwd?: string
/**
 * Decision model of this agent; empty switches decisions off instead of inheriting.
 */
decisionModel?: string
/**
 * Marks the agent that gets what is addressed to none.
 */
default?: boolean
/**
 * What this agent is for; other agents read it when they delegate.
 */
description?: string
/**
 * Behaviour of the built-in agent runtime.
 */
embeddedAgent?: {
/**
 * How hard the runtime insists that the model acts instead of announcing it.
 */
executionContract?: ("default" | "strict-agentic")
}
/**
 * Switches for previews that may change or vanish.
 */
experimental?: {
[k: string]: unknown
}
/**
 * Whether turns use the provider's faster service unless a session says otherwise.
 */
fastModeDefault?: (boolean | string)
/**
 * How this agent behaves in group chats.
 */
groupChat?: {
[k: string]: unknown
}
heartbeat?: AgentHeartbeat
/**
 * Pauses between the parts of a reply, to read more like a person.
 */
humanDelay?: {
[k: string]: unknown
}
/**
 * Name and looks under which this agent appears.
 */
identity?: {
[k: string]: unknown
}
/**
 * Memory of this agent where it departs from the common one.
 */
memory?: {
[k: string]: unknown
}
/**
 * Search over memory files, where agents in a list had it; now under `memory.search`.
 */
memorySearch?: {
[k: string]: unknown
}
model?: ModelSelection
modelPolicy?: ModelPolicy
/**
 * Settings and short names per model; without a `modelPolicy` the keys also limit which models may be chosen.
 */
models?: {
[k: string]: ModelSettings
}
/**
 * Name of this agent for people.
 */
name?: string
/**
 * Request parameters for every model, under those of a single model.
 */
params?: {
[k: string]: unknown
}
/**
 * Whether reasoning is shown in replies unless a session says otherwise.
 */
reasoningDefault?: ("off" | "on" | "stream")
/**
 * How often a failed turn was tried again, while agents were a list.
 */
runRetries?: {
[k: string]: unknown
}
/**
 * Whether this agent runs inside OpenClaw or as an external agent.
 */
runtime?: {
[k: string]: unknown
}
/**
 * Containers in which tools run, apart from this machine.
 */
sandbox?: {
[k: string]: unknown
}
/**
 * Skills of this agent, in place of the defaults'.
 */
skills?: unknown[]
/**
 * Limits for the skills text in this agent's prompt.
 */
skillsLimits?: {
[k: string]: unknown
}
subagents?: AgentSubagents
/**
 * How much models think unless a session says otherwise.
 */
thinkingDefault?: ("adaptive" | "high" | "low" | "max" | "medium" | "minimal" | "off" | "ultra" | "xhigh")
/**
 * Whether progress messages explain tool calls or show them as they are.
 */
toolProgressDetail?: ("explain" | "raw")
tools?: AgentTools
tts?: Tts
/**
 * When the typing sign appears.
 */
typingMode?: ("instant" | "message" | "never" | "thinking")
utilityModel?: ModelRef
/**
 * How much of the tool work is shown in replies unless a session says otherwise.
 */
verboseDefault?: ("full" | "off" | "on")
/**
 * Folder that holds the agent's files and memory.
 */
workspace?: string
}
/**
 * Regular turns an agent takes on its own.
 */
export interface AgentHeartbeat {
/**
 * Which account of the channel delivers the result.
 */
accountId?: string
/**
 * Length up to which a bare acknowledgement is kept silent; refused since 2026.8.1.
 */
ackMaxChars?: {
[k: string]: unknown
}
/**
 * Hours of the day in which heartbeats may run.
 */
activeHours?: {
/**
 * End of the active hours, as HH:MM; 24:00 is midnight.
 */
end?: string
/**
 * First minute of the active hours, as HH:MM.
 */
start?: string
/**
 * Time zone of the active hours: an IANA name, the user's or this machine's.
 */
timezone?: string
}
/**
 * Whether results may go to direct messages.
 */
directPolicy?: ("allow" | "block")
/**
 * Time between heartbeats; `0m` switches them off.
 */
every?: string
/**
 * Whether the reasoning is delivered too; refused since 2026.8.1.
 */
includeReasoning?: {
[k: string]: unknown
}
/**
 * Whether the prompt explains heartbeats; refused since 2026.8.1.
 */
includeSystemPromptSection?: {
[k: string]: unknown
}
/**
 * Runs each heartbeat without earlier conversation, which costs far fewer tokens.
 */
isolatedSession?: boolean
/**
 * Leaves workspace files out of heartbeat prompts.
 */
lightContext?: boolean
model?: ModelRef
/**
 * What the agent is told to do at each heartbeat.
 */
prompt?: string
/**
 * Conversation in which heartbeats run, unless they are isolated.
 */
session?: string
/**
 * Whether heartbeats are skipped during other work; refused since 2026.8.1.
 */
skipWhenBusy?: {
[k: string]: unknown
}
/**
 * Whether tool errors are kept out of results; refused since 2026.8.1.
 */
suppressToolErrorWarnings?: {
[k: string]: unknown
}
/**
 * Channel that gets the result: the last one used, none, or a channel id.
 */
target?: string
/**
 * Seconds after which a heartbeat turn is given up.
 */
timeoutSeconds?: number
/**
 * Recipient within the channel.
 */
to?: string
}
/**
 * How this agent delegates work to other agents.
 */
export interface AgentSubagents {
/**
 * Agents that may be given work; `*` stands for any.
 * 
 * Items: Id of an agent that may be given work.
 */
allowAgents?: string[]
/**
 * How strongly the prompt advises to delegate.
 */
delegationMode?: ("prefer" | "suggest")
model?: ModelSelection
/**
 * Whether a subagent must name the agent it runs as.
 */
requireAgentId?: boolean
/**
 * Thinking level of subagents.
 */
thinking?: string
}
/**
 * Tools of one agent, as far as models are named.
 */
export interface AgentTools {
/**
 * Running of commands by this agent.
 */
exec?: {
/**
 * Second opinion on commands before they run.
 */
reviewer?: {
model?: ToolModelSelection
}
}
}
/**
 * Speech output, as far as models are named.
 */
export interface Tts {
summaryModel?: ModelRef
/**
 * Speech service in use; these are not model providers.
 */
provider?: string
}
/**
 * One agent as releases up to 2026.7 wrote it.
 */
export interface ListedAgent {
/**
 * Folder of this agent's state and credentials; two agents must not share one.
 */
agentDir?: string
agentRuntime?: RetiredRuntime
/**
 * Most characters of one workspace file that go into the prompt; the rest is cut.
 */
bootstrapMaxChars?: number
/**
 * Most characters of all workspace files together that go into the prompt.
 */
bootstrapTotalMaxChars?: number
/**
 * When workspace files go into the prompt: always, not on continued turns, or never.
 */
contextInjection?: ("always" | "continuation-skip" | "never")
/**
 * Limits for what may be put into the context from memory and tools.
 */
contextLimits?: {
[k: string]: unknown
}
/**
 * Budget in tokens for every conversation; since 2026.8.1 it is ignored with a warning, set it per model.
 */
contextTokens?: number
/**
 * Marks the agent that gets what is addressed to none.
 */
default?: boolean
/**
 * What this agent is for; other agents read it when they delegate.
 */
description?: string
/**
 * Behaviour of the built-in agent runtime.
 */
embeddedAgent?: {
/**
 * How hard the runtime insists that the model acts instead of announcing it.
 */
executionContract?: ("default" | "strict-agentic")
}
/**
 * Earlier name for the choice of runtime; refused since 2026.5.28.
 */
embeddedHarness?: {
/**
 * What to do when that runtime was not available.
 */
fallback?: ("none" | "pi")
/**
 * Runtime that carried out turns.
 */
runtime?: string
}
/**
 * Earlier name of the settings of the built-in runtime; `embeddedAgent` since 2026.5.28.
 */
embeddedPi?: {
/**
 * How hard the runtime insisted on action.
 */
executionContract?: ("default" | "strict-agentic")
}
/**
 * Switches for previews that may change or vanish.
 */
experimental?: {
[k: string]: unknown
}
/**
 * Whether this agent's turns use the provider's faster service.
 */
fastModeDefault?: (boolean | string)
/**
 * How this agent behaves in group chats.
 */
groupChat?: {
[k: string]: unknown
}
heartbeat?: AgentHeartbeat
/**
 * Pauses between the parts of a reply, to read more like a person.
 */
humanDelay?: {
[k: string]: unknown
}
/**
 * Id by which bindings, schedules and sessions name this agent.
 */
id: string
/**
 * Name and looks under which this agent appears.
 */
identity?: {
[k: string]: unknown
}
/**
 * Search over memory files; it lives under `memory.search` since 2026.8.1.
 */
memorySearch?: {
[k: string]: unknown
}
model?: ModelSelection
/**
 * Settings and short names per model; without a `modelPolicy` the keys also limit which models may be chosen.
 */
models?: {
[k: string]: ModelSettings
}
/**
 * Name of this agent for people.
 */
name?: string
/**
 * Request parameters for every model, under those of a single model.
 */
params?: {
[k: string]: unknown
}
/**
 * Whether reasoning is shown in replies unless a session says otherwise.
 */
reasoningDefault?: ("off" | "on" | "stream")
/**
 * How often a failed turn was tried again; refused since 2026.8.1.
 */
runRetries?: {
[k: string]: unknown
}
/**
 * Whether this agent runs inside OpenClaw or as an external agent.
 */
runtime?: {
[k: string]: unknown
}
/**
 * Containers in which tools run, apart from this machine.
 */
sandbox?: {
[k: string]: unknown
}
/**
 * Skills of this agent, in place of the defaults'.
 */
skills?: unknown[]
/**
 * Limits for the skills text in this agent's prompt.
 */
skillsLimits?: {
[k: string]: unknown
}
subagents?: AgentSubagents
/**
 * Replaced the whole system prompt; refused since 2026.5.28.
 */
systemPromptOverride?: string
/**
 * How much models think unless a session says otherwise.
 */
thinkingDefault?: ("adaptive" | "high" | "low" | "medium" | "minimal" | "off" | "xhigh" | "max" | "ultra")
/**
 * Whether progress messages explain tool calls or show them as they are.
 */
toolProgressDetail?: ("explain" | "raw")
tools?: AgentTools
tts?: Tts
utilityModel?: ModelRef
/**
 * How much of the tool work is shown in replies unless a session says otherwise.
 */
verboseDefault?: ("full" | "off" | "on")
/**
 * Folder that holds the agent's files and memory.
 */
workspace?: string
}
/**
 * Which credentials exist by name and in which order they are tried; the secrets themselves live in the credential store.
 */
export interface Auth {
/**
 * Tuned how long failing profiles rest; the ladder is fixed since 2026.8.1 and this block is refused.
 */
cooldowns?: {
/**
 * Minutes of rest after the first permanent authentication failure of a profile.
 */
authPermanentBackoffMinutes?: number
/**
 * Upper limit, in minutes, to which repeated permanent authentication failures can grow the rest.
 */
authPermanentMaxMinutes?: number
/**
 * Hours for which a profile was disabled after its first billing failure.
 */
billingBackoffHours?: number
/**
 * Billing rest per provider, in hours, where it should differ from the general one.
 */
billingBackoffHoursByProvider?: {
/**
 * Hours of rest after a billing failure of this provider.
 */
[k: string]: number
}
/**
 * Upper limit, in hours, for the doubling rest after billing failures.
 */
billingMaxHours?: number
/**
 * Hours after which earlier failures of a profile are forgotten.
 */
failureWindowHours?: number
/**
 * Milliseconds to wait before the next profile when the provider reports overload.
 */
overloadedBackoffMs?: number
/**
 * How many profiles of a provider may be tried on overload before the next model is.
 */
overloadedProfileRotations?: number
/**
 * How many profiles of a provider may be tried on rate limits before the next model is.
 */
rateLimitedProfileRotations?: number
}
/**
 * Per provider, the profiles to try and in which order; profiles left out of a list are never tried.
 */
order?: {
/**
 * Profile ids for this provider, first choice first; an empty list switches its stored credentials off.
 * 
 * Items: Id of a profile, compared exactly; an id that no credential has is skipped without a word.
 */
[k: string]: string[]
}
/**
 * Declares credentials by name; declaring one for a provider hides stored credentials of that provider that are not declared.
 */
profiles?: {
/**
 * One named credential: whose it is and of what kind, never the secret itself.
 */
[k: string]: {
/**
 * Name shown to people in place of the profile id.
 */
displayName?: string
/**
 * Account address shown beside the profile, to tell several logins of one provider apart.
 */
email?: string
/**
 * Kind of credential; it must agree with the type in the credential store, except that `oauth` also takes a stored token.
 */
mode: ("api_key" | "oauth" | "token" | "aws-sdk")
/**
 * Provider this credential belongs to; it decides eligibility, whatever the profile id looks like.
 */
provider: string
}
}
}
/**
 * Chat services, as far as models are named.
 */
export interface Channels {
/**
 * Models per channel and chat, over the agent's own.
 */
modelByChannel?: {
/**
 * Models for chats of this channel.
 */
[k: string]: {
[k: string]: ModelRef
}
}
/**
 * The Discord channel.
 */
discord?: {
/**
 * Voice channels of Discord.
 */
voice?: {
model?: ModelRef
tts?: Tts
}
/**
 * Accounts of Discord by name.
 */
accounts?: {
/**
 * One Discord account.
 */
[k: string]: {
/**
 * Voice channels of Discord.
 */
voice?: {
model?: ModelRef
tts?: Tts
}
}
}
}
[k: string]: unknown
}
/**
 * Variables for this home and the import of those of the login shell; both are applied before `${NAME}` is replaced.
 */
export interface Env {
/**
 * Import of missing provider keys from the login shell, useful when a service manager starts the gateway with a bare environment.
 */
shellEnv?: {
/**
 * Whether the login shell is asked for known provider and channel keys that are still missing.
 */
enabled?: boolean
/**
 * Milliseconds to wait for the login shell before starting without its variables.
 */
timeoutMs?: number
}
/**
 * Variables set for this home where the process and the .env files do not set them; blocked names and values that refer to other variables are skipped silently.
 */
vars?: {
/**
 * Value of the variable; a blank one is ignored, and a reference to another variable makes OpenClaw skip it.
 */
[k: string]: string
}
/**
 * Variable written directly under `env`; since 2026.8.1 it belongs under `env.vars`.
 */
[k: string]: string | {
/**
 * Whether the login shell is asked for known provider and channel keys that are still missing.
 */
enabled?: boolean
/**
 * Milliseconds to wait for the login shell before starting without its variables.
 */
timeoutMs?: number
} | {
/**
 * Value of the variable; a blank one is ignored, and a reference to another variable makes OpenClaw skip it.
 */
[k: string]: string
} | undefined
}
/**
 * Web hooks, as far as models and agents are named.
 */
export interface Hooks {
/**
 * Secret that callers must present; it must be a plain string.
 */
token?: string
/**
 * Agents that hooks may start; `*` stands for any.
 * 
 * Items: Id of an agent that hooks may start.
 */
allowedAgentIds?: string[]
/**
 * Hook for new mail in Gmail.
 */
gmail?: {
model?: ModelRef
/**
 * Secret that Google's push messages carry.
 */
pushToken?: string
}
/**
 * What each incoming request starts.
 * 
 * Items: One kind of request and what it starts.
 */
mappings?: {
model?: ModelRef
/**
 * Agent that handles the request.
 */
agentId?: string
}[]
}
/**
 * Memory, as far as models are named.
 */
export interface Memory {
/**
 * Search in memory by meaning.
 */
search?: {
/**
 * Service that computes embeddings; `local` and others are not model providers.
 */
provider?: string
/**
 * Embedding model within that service.
 */
model?: string
/**
 * Embedding service to use when the first one fails.
 */
fallback?: string
}
}
/**
 * Messages, as far as models are named.
 */
export interface Messages {
tts?: Tts
}
/**
 * What OpenClaw notes about this file; it decides for which release the file is read.
 */
export interface Meta {
/**
 * Release that last wrote this file; an older OpenClaw warns about it.
 */
lastTouchedVersion?: string
/**
 * One-time changes OpenClaw has already made to this file.
 */
migrations?: {
/**
 * Set once the model allow-list has moved out of `agents.defaults.models`, whose keys then limit nothing.
 */
modelPolicyAllowlist?: boolean
}
}
/**
 * Providers beyond the built-in ones, changes to built-in ones, and how both make up the model catalog.
 */
export interface Models {
/**
 * Discovery of Amazon Bedrock models; it moved to the Bedrock plugin's own configuration after 2026.4.2.
 */
bedrockDiscovery?: {
/**
 * Context window assumed for discovered models, in tokens.
 */
defaultContextWindow?: number
/**
 * Output limit assumed for discovered models, in tokens.
 */
defaultMaxTokens?: number
/**
 * Whether Bedrock was asked for its models.
 */
enabled?: boolean
/**
 * Model makers whose models were listed.
 * 
 * Items: One model maker as Bedrock names it.
 */
providerFilter?: string[]
/**
 * Seconds between two discoveries; 0 asked once.
 */
refreshInterval?: number
/**
 * AWS region that was asked for models.
 */
region?: string
}
/**
 * Refresh of the hosted model catalog that OpenClaw publishes.
 */
catalogRefresh?: {
/**
 * Whether newer catalog data is fetched from the network.
 */
enabled?: boolean
/**
 * Where the catalog is fetched from instead; https, or http on this machine.
 */
url?: string
}
/**
 * Whether the listed models are added to the built-in catalog or are all there is.
 */
mode?: ("merge" | "replace")
/**
 * Refresh of model prices from the network; refused since 2026.8.1.
 */
pricing?: {
/**
 * Whether prices were fetched when the gateway started.
 */
enabled?: boolean
}
/**
 * Custom providers and overrides of built-in ones by provider id; ids are matched without regard to case.
 */
providers?: {
[k: string]: ModelProvider
}
}
/**
 * How one provider is reached; a custom provider needs `baseUrl` and `models`, an override of a known one does not.
 */
export interface ModelProvider {
agentRuntime?: AgentRuntime
api?: ModelApi
apiKey?: SecretInput
/**
 * How the provider is authenticated; `api-key` puts the configured key before stored profiles, and note the dash, unlike `auth.profiles.*.mode`.
 */
auth?: ("api-key" | "aws-sdk" | "oauth" | "token")
/**
 * Whether the key is sent as an Authorization header, for endpoints that expect it there instead of in the protocol's own header.
 */
authHeader?: boolean
/**
 * Address of the endpoint; mandatory for providers OpenClaw does not know, and path rules differ by `api`.
 */
baseUrl?: string
/**
 * Budget in tokens below the context window for models of this provider; since 2026.8.1 it is moved to the listed models on reading, with a warning.
 */
contextTokens?: number
/**
 * Context window in tokens for models of this provider that stated none; since 2026.8.1 it is moved to the listed models on reading, with a warning.
 */
contextWindow?: number
/**
 * HTTP headers sent with every request to this provider.
 */
headers?: {
[k: string]: SecretInput
}
/**
 * Whether Ollama is told the context window when it is used through its OpenAI-like endpoint; without it Ollama cuts prompts short.
 */
injectNumCtxForOpenAICompat?: boolean
localService?: LocalService
/**
 * Output limit in tokens for models of this provider that state none.
 */
maxTokens?: number
/**
 * Models this provider offers, beside or instead of known ones; an empty list is allowed.
 */
models?: ModelRow[]
/**
 * Extra request parameters for every model of this provider.
 */
params?: {
[k: string]: unknown
}
/**
 * Region of the endpoint, for providers that have several.
 */
region?: string
request?: ProviderRequest
/**
 * Seconds a request may take, for endpoints slower than the usual limit.
 */
timeoutSeconds?: number
}
/**
 * Takes the secret from an environment variable.
 */
export interface EnvSecretRef {
/**
 * Kind of source the secret comes from, here `env`.
 */
source: "env"
provider: SecretProviderAlias
/**
 * Name of the variable, upper case.
 */
id: string
}
/**
 * Takes the secret from a file source.
 */
export interface FileSecretRef {
/**
 * Kind of source the secret comes from, here `file`.
 */
source: "file"
provider: SecretProviderAlias
/**
 * JSON pointer into the file, or `value` for a file that is one secret.
 */
id: string
}
/**
 * Takes the secret from a program source.
 */
export interface ExecSecretRef {
/**
 * Kind of source the secret comes from, here `exec`.
 */
source: "exec"
provider: SecretProviderAlias
/**
 * What the program is asked for, such as a path in a vault.
 */
id: string
}
/**
 * Takes the secret from OpenClaw's own store.
 */
export interface StoreSecretRef {
/**
 * Kind of source the secret comes from, here `store`.
 */
source: "store"
provider: SecretProviderAlias
/**
 * Name of the stored secret, upper case.
 */
id: string
}
/**
 * A program that is started on demand, watched for readiness and stopped when idle.
 */
export interface LocalService {
/**
 * Arguments of the program, without any shell in between.
 * 
 * Items: One argument, passed on as written.
 */
args?: string[]
/**
 * Program to start, by path or by name.
 */
command: string
/**
 * Folder in which the program is started.
 */
cwd?: string
/**
 * Extra variables for the program.
 */
env?: {
/**
 * Value of the variable as the program sees it.
 */
[k: string]: string
}
/**
 * Address that answers once the program is ready.
 */
healthUrl?: string
/**
 * Milliseconds without requests after which the program is stopped.
 */
idleStopMs?: number
/**
 * Milliseconds to wait for readiness before the request fails.
 */
readyTimeoutMs?: number
}
/**
 * One model as its provider names it; what is left out comes from the known catalog or from cautious defaults.
 */
export interface ModelRow {
agentRuntime?: AgentRuntime
api?: ModelApi
/**
 * Endpoint for this model where it differs from the provider's.
 */
baseUrl?: string
compat?: ModelCompat
/**
 * Budget in tokens OpenClaw keeps to, where the full window should not be used.
 */
contextTokens?: number
/**
 * Most tokens the model can hold, prompt and answer together; 200000 is assumed when nothing is known.
 */
contextWindow?: number
cost?: ModelCost
/**
 * HTTP headers sent with requests for this model, on top of the provider's.
 */
headers?: {
/**
 * Value of the header; unlike on the provider, SecretRefs are not taken here.
 */
[k: string]: string
}
/**
 * Id the provider knows the model by; references write it after the provider id and a slash.
 */
id: string
/**
 * Kinds of content the model takes; images are only sent to models that list them.
 * 
 * Items: One kind of content the model takes.
 */
input?: ("image" | "text" | "audio" | "video")[]
/**
 * Most tokens one answer may have; a value above the context window is cut to it.
 */
maxTokens?: number
mediaInput?: MediaInput
/**
 * Marks rows that `openclaw models add` wrote, so that it may update them.
 */
metadataSource?: "models-add"
/**
 * Name shown in pickers and status output.
 */
name: string
/**
 * Extra request parameters for this model.
 */
params?: {
[k: string]: unknown
}
/**
 * Whether the model can think before answering; thinking levels are only sent to models that can.
 */
reasoning?: boolean
thinkingLevelMap?: ThinkingLevelMap
}
/**
 * Quirks of an endpoint: what it supports, what it insists on and how it words things.
 */
export interface ModelCompat {
/**
 * Sends prompt cache marks in Anthropic's form to endpoints that understand them.
 */
cacheControlFormat?: "anthropic"
/**
 * How well the model copes with Code Mode: able to, or better with it.
 */
codeMode?: ("capable" | "preferred")
/**
 * Name of the field in which the endpoint expects the output limit.
 */
maxTokensField?: ("max_completion_tokens" | "max_tokens")
/**
 * Whether the endpoint searches the web by itself; refused since 2026.8.1.
 */
nativeWebSearchTool?: boolean
openRouterRouting?: OpenRouterRouting
/**
 * What to send for each reasoning effort, where the endpoint has other names.
 */
reasoningEffortMap?: {
/**
 * Effort as the endpoint names it.
 */
[k: string]: string
}
/**
 * Set where the endpoint refuses a user message directly after a tool result.
 */
requiresAssistantAfterToolResult?: boolean
/**
 * Set where tool call ids had to have Mistral's nine-character form; refused since 2026.8.1.
 */
requiresMistralToolIds?: boolean
/**
 * Set where an Anthropic-like endpoint wants tools described in OpenAI's form.
 */
requiresOpenAiAnthropicToolPayload?: boolean
/**
 * Set where earlier reasoning must be sent back with assistant messages, as DeepSeek asks.
 */
requiresReasoningContentOnAssistantMessages?: boolean
/**
 * Set where message content must be plain text instead of a list of parts.
 */
requiresStringContent?: boolean
/**
 * Set where earlier thinking has to be sent back as ordinary text.
 */
requiresThinkingAsText?: boolean
/**
 * Set where tool results must repeat the name of the tool.
 */
requiresToolResultName?: boolean
/**
 * Sends headers that keep one conversation on one backend, for better cache use.
 */
sendSessionAffinityHeaders?: boolean
/**
 * Sends the id of the conversation as a header.
 */
sendSessionIdHeader?: boolean
/**
 * Sends nothing but role and content in messages, for servers that refuse other keys.
 */
strictMessageKeys?: boolean
/**
 * Reasoning efforts the endpoint takes; others are not offered.
 * 
 * Items: One effort as the endpoint names it.
 */
supportedReasoningEfforts?: string[]
/**
 * Whether instructions may be sent in the developer role instead of the system role; on foreign chat completion endpoints true has no effect.
 */
supportsDeveloperRole?: boolean
/**
 * Whether tool arguments can be streamed while they are still being written.
 */
supportsEagerToolInputStreaming?: boolean
/**
 * Whether the endpoint takes instructions apart from the messages.
 */
supportsInstructions?: boolean
/**
 * Whether answers can be bound to a JSON Schema.
 */
supportsJsonSchemaResponseFormat?: boolean
/**
 * Whether prompt caches may be asked to live longer than usual.
 */
supportsLongCacheRetention?: boolean
/**
 * Whether requests may name a prompt cache key; some servers refuse unknown fields.
 */
supportsPromptCacheKey?: boolean
/**
 * Whether the endpoint takes a reasoning effort at all.
 */
supportsReasoningEffort?: boolean
/**
 * Whether a Responses endpoint stores answers so that the next request can refer to them; the backend then keeps your requests.
 */
supportsResponsesContinuation?: boolean
/**
 * Whether the endpoint takes the `store` field.
 */
supportsStore?: boolean
/**
 * Whether tool definitions may ask for strict arguments.
 */
supportsStrictMode?: boolean
/**
 * Whether a temperature may be sent; some reasoning models refuse it.
 */
supportsTemperature?: boolean
/**
 * Whether the model can call tools; without it an agent can only talk.
 */
supportsTools?: boolean
/**
 * Whether streamed answers report token usage.
 */
supportsUsageInStreaming?: boolean
/**
 * In whose manner thinking is switched on and off in requests.
 */
thinkingFormat?: ("openai" | "qwen" | "zai" | "openrouter" | "qwen-chat-template" | "deepseek" | "together")
/**
 * How the endpoint garbles tool arguments, so that they can be decoded, such as `html-entities`.
 */
toolCallArgumentsEncoding?: string
/**
 * Named set of changes that makes tool schemas acceptable to the endpoint, such as `xai`, `gemini` or `llamacpp`.
 */
toolSchemaProfile?: string
/**
 * JSON Schema keywords removed from tool schemas because the endpoint refuses them.
 * 
 * Items: One keyword to remove, such as `pattern`.
 */
unsupportedToolSchemaKeywords?: string[]
/**
 * How the Vercel gateway picks an upstream for this model.
 */
vercelGatewayRouting?: {
/**
 * Upstreams the gateway may use, and no others.
 * 
 * Items: One upstream as the gateway names it.
 */
only?: string[]
/**
 * Upstreams in the order the gateway should try them.
 * 
 * Items: One upstream as the gateway names it.
 */
order?: string[]
}
/**
 * Kinds of reasoning details that may be shown in transcripts.
 * 
 * Items: One kind of reasoning detail as the endpoint names it.
 */
visibleReasoningDetailTypes?: string[]
/**
 * Asks Z.AI endpoints to stream tool calls.
 */
zaiToolStream?: boolean
}
/**
 * OpenRouter's own routing preferences, passed on with each request.
 */
export interface OpenRouterRouting {
/**
 * Whether OpenRouter may go to another upstream when the preferred ones fail.
 */
allow_fallbacks?: boolean
/**
 * Whether upstreams that keep prompts may be used.
 */
data_collection?: ("allow" | "deny")
/**
 * Whether only models whose text may be used for distillation are eligible.
 */
enforce_distillable_text?: boolean
/**
 * Upstreams that must not be used.
 * 
 * Items: One upstream as OpenRouter names it.
 */
ignore?: string[]
/**
 * Highest prices at which an upstream is still used.
 */
max_price?: {
audio?: OpenRouterPrice
completion?: OpenRouterPrice
image?: OpenRouterPrice
prompt?: OpenRouterPrice
request?: OpenRouterPrice
}
/**
 * Upstreams that may be used, and no others.
 * 
 * Items: One upstream as OpenRouter names it.
 */
only?: string[]
/**
 * Upstreams in the order OpenRouter should try them.
 * 
 * Items: One upstream as OpenRouter names it.
 */
order?: string[]
preferred_max_latency?: OpenRouterPreference
preferred_min_throughput?: OpenRouterPreference
/**
 * Weight formats an upstream may serve the model in.
 * 
 * Items: One weight format, such as `fp8`.
 */
quantizations?: string[]
/**
 * Whether only upstreams that honour every request parameter may be used.
 */
require_parameters?: boolean
/**
 * What upstreams are sorted by, instead of OpenRouter's own balance.
 */
sort?: (string | {
/**
 * Quality to sort by: price, throughput or latency.
 */
by?: string
/**
 * Whether sorting happens per model or across all of them.
 */
partition?: (string | null)
})
/**
 * Whether only upstreams that retain no data may be used.
 */
zdr?: boolean
}
/**
 * Prices in dollars per million tokens.
 */
export interface ModelCost {
/**
 * Dollars per million tokens read from the prompt cache.
 */
cacheRead?: number
/**
 * Dollars per million tokens written to the prompt cache.
 */
cacheWrite?: number
/**
 * Dollars per million input tokens.
 */
input?: number
/**
 * Dollars per million output tokens.
 */
output?: number
/**
 * Prices that depend on the size of the prompt, for models that charge long prompts more.
 * 
 * Items: Prices for one span of prompt sizes.
 */
tieredPricing?: {
/**
 * Dollars per million cached tokens read in this span.
 */
cacheRead: number
/**
 * Dollars per million cached tokens written in this span.
 */
cacheWrite: number
/**
 * Dollars per million input tokens in this span.
 */
input: number
/**
 * Dollars per million output tokens in this span.
 */
output: number
/**
 * Span of prompt sizes in tokens, from and to; without the second number it is open-ended.
 * 
 * Items: A number of tokens, counted from 0.
 */
range: {
[k: string]: unknown
}[]
}[]
}
/**
 * Limits and habits of a model with regard to media.
 */
export interface MediaInput {
/**
 * Limits for images; larger ones are scaled down before they are sent.
 */
image?: {
/**
 * Largest image in bytes.
 */
maxBytes?: number
/**
 * Largest image in pixels, width times height.
 */
maxPixels?: number
/**
 * Longest side of an image in pixels.
 */
maxSidePx?: number
/**
 * Longest side in pixels that serves the model best.
 */
preferredSidePx?: number
/**
 * How the provider counts the tokens of an image, for estimates.
 */
tokenMode?: ("detail" | "provider" | "tile")
}
}
/**
 * What the endpoint calls each thinking level; null means it has no such level.
 */
export interface ThinkingLevelMap {
/**
 * What to send when thinking is set to `high`, or null to rule it out.
 */
high?: (string | null)
/**
 * What to send when thinking is set to `low`, or null to rule it out.
 */
low?: (string | null)
/**
 * What to send when thinking is set to `max`, or null to rule it out.
 */
max?: (string | null)
/**
 * What to send when thinking is set to `medium`, or null to rule it out.
 */
medium?: (string | null)
/**
 * What to send when thinking is set to `minimal`, or null to rule it out.
 */
minimal?: (string | null)
/**
 * What to send when thinking is set to `off`, or null to rule it out.
 */
off?: (string | null)
/**
 * What to send when thinking is set to `xhigh`, or null to rule it out.
 */
xhigh?: (string | null)
}
/**
 * How requests to a provider travel.
 */
export interface ProviderRequest {
/**
 * Whether addresses inside private networks may be reached, which are otherwise blocked against request forgery.
 */
allowPrivateNetwork?: boolean
/**
 * How requests are signed, where the protocol's own way does not fit.
 */
auth?: {
/**
 * Name of the signing header; needed for `header` and refused otherwise.
 */
headerName?: string
/**
 * Signs as the provider would, with a bearer token, or with a header of your own.
 */
mode?: "provider-default"
/**
 * Text put before the value of the signing header, such as `Bearer `.
 */
prefix?: string
token?: SecretInput
value?: SecretInput
}
/**
 * HTTP headers added by the transport.
 */
headers?: {
[k: string]: SecretInput
}
/**
 * HTTP proxy for this provider.
 */
proxy?: {
/**
 * Takes the proxy from the environment or from `url`.
 */
mode?: "env-proxy"
tls?: RequestTls
/**
 * Address of the proxy; needed for `explicit-proxy` and refused otherwise.
 */
url?: string
}
tls?: RequestTls
}
/**
 * Certificates of a connection; each value is a PEM text or a SecretRef to one.
 */
export interface RequestTls {
ca?: SecretInput
cert?: SecretInput
/**
 * Accepts any certificate, which lets anybody in between read the key; for trials only.
 */
insecureSkipVerify?: boolean
key?: SecretInput
passphrase?: SecretInput
/**
 * Host name to expect in the certificate, where it differs from the address.
 */
serverName?: string
}
/**
 * Plugins, as far as models are named.
 */
export interface Plugins {
/**
 * Settings per plugin.
 */
entries?: {
/**
 * One plugin and what it may do.
 */
[k: string]: {
/**
 * What the plugin may do with models.
 */
llm?: {
/**
 * Models the plugin may choose for its own requests.
 */
allowedModels?: ModelRef[]
/**
 * Models the plugin may choose for plain completions.
 */
allowedCompletionModels?: ModelRef[]
}
/**
 * What the plugin may do with subagents.
 */
subagent?: {
/**
 * Models the plugin may choose for subagents.
 */
allowedModels?: ModelRef[]
}
}
}
}
/**
 * Where SecretRefs get their values from: named sources and the default source of each kind.
 */
export interface Secrets {
/**
 * Which alias of each kind is taken when a reference does not name a configured source.
 */
defaults?: {
env?: SecretProviderAlias
exec?: SecretProviderAlias
file?: SecretProviderAlias
store?: SecretProviderAlias
}
/**
 * Local proxy that puts stored secrets into outgoing requests only when they leave; a change needs a gateway restart.
 */
egressProxy?: {
/**
 * Hosts to which stored secrets may be sent at all.
 * 
 * Items: One host name that may receive stored secrets.
 */
allowedHosts?: string[]
/**
 * Hosts that are reached directly, without the proxy and so without secrets filled in.
 * 
 * Items: One host name that is reached without the proxy.
 */
bypassHosts?: string[]
/**
 * Whether outgoing requests pass through the proxy that fills stored secrets in.
 */
enabled?: boolean
}
/**
 * Named sources that SecretRefs point at; only env and store references work without an entry here.
 */
providers?: {
[k: string]: SecretProvider
}
/**
 * Limited how references were resolved; the limits are fixed since 2026.8.1 and this block is refused.
 */
resolution?: {
/**
 * Most bytes a batch of references could ask for at once.
 */
maxBatchBytes?: number
/**
 * How many sources were asked at the same time.
 */
maxProviderConcurrency?: number
/**
 * How many references one source was asked to resolve.
 */
maxRefsPerProvider?: number
}
}
/**
 * Secrets from environment variables, limited to a list of names if one is given.
 */
export interface EnvSecretProvider {
/**
 * Reads environment variables.
 */
source: "env"
/**
 * Variables that references may read through this source; without a list every variable may be read.
 * 
 * Items: Name of a variable that may be read, upper case.
 */
allowlist?: string[]
}
/**
 * Secrets from a local file, either one value or a JSON document.
 */
export interface FileSecretProvider {
/**
 * Reads a file of this machine.
 */
source: "file"
/**
 * File that holds the secret or secrets; its permissions must keep other users out.
 */
path: string
/**
 * Whether the whole file is one secret (`singleValue`) or a JSON document addressed by pointer (`json`).
 */
mode?: ("json" | "singleValue")
/**
 * Milliseconds after which an unanswered read counts as failed.
 */
timeoutMs?: number
/**
 * Largest file size in bytes that is still read.
 */
maxBytes?: number
/**
 * Switched the check of owner and permissions off; refused since 2026.8.1.
 */
allowInsecurePath?: boolean
}
/**
 * Secrets printed by a program such as a password manager; give either `command` or `pluginIntegration`.
 */
export interface ExecSecretProvider {
/**
 * Runs a program and reads its output.
 */
source: "exec"
/**
 * Absolute path of the program that prints secrets; it must be readable and not writable by others.
 */
command?: string
/**
 * Arguments handed to the program, without any shell in between.
 * 
 * Items: One argument, passed on exactly as written.
 */
args?: string[]
/**
 * Milliseconds after which an unanswered read counts as failed.
 */
timeoutMs?: number
/**
 * Milliseconds of silence after which the program is stopped.
 */
noOutputTimeoutMs?: number
/**
 * Most output in bytes that is accepted from the program.
 */
maxOutputBytes?: number
/**
 * Whether the program must answer in the JSON protocol; without it a plain line of output is taken as the secret.
 */
jsonOnly?: boolean
/**
 * Extra variables set for the program only.
 */
env?: {
/**
 * Value of the variable as the program sees it.
 */
[k: string]: string
}
/**
 * Variables of the gateway that the program may see; nothing else is inherited.
 * 
 * Items: Name of a variable that is passed on.
 */
passEnv?: string[]
/**
 * Folders in which the program may lie; outside of them it is not run.
 * 
 * Items: Absolute path of one trusted folder.
 */
trustedDirs?: string[]
/**
 * Takes the program from an installed plugin instead of `command`.
 */
pluginIntegration?: {
/**
 * Which of the plugin's secret integrations to use.
 */
integrationId: string
/**
 * Id of the installed plugin that brings the program.
 */
pluginId: string
}
/**
 * Switched the check of owner and permissions off; refused since 2026.8.1.
 */
allowInsecurePath?: boolean
/**
 * Allowed the program to be a symbolic link; refused since 2026.8.1.
 */
allowSymlinkCommand?: boolean
}
/**
 * Secrets kept in OpenClaw's own state database.
 */
export interface StoreSecretProvider {
/**
 * Reads OpenClaw's own secret store.
 */
source: "store"
}
/**
 * Spoken conversations, as far as models and agents are named.
 */
export interface Talk {
/**
 * Agent that is spoken to.
 */
agentId?: string
/**
 * Live speech to speech.
 */
realtime?: {
/**
 * Live speech service in use; these are not model providers.
 */
provider?: string
/**
 * Model id within the live speech service.
 */
model?: string
}
}
/**
 * Tools of all agents, as far as models are named.
 */
export interface Tools {
/**
 * Running of commands.
 */
exec?: {
/**
 * Second opinion on commands before they run.
 */
reviewer?: {
model?: ToolModelSelection
}
/**
 * The tool that edits files by patches.
 */
applyPatch?: {
/**
 * Models that get the patch tool, as bare ids or provider/model; empty means all.
 * 
 * Items: One model id, or provider/model.
 */
allowModels?: string[]
}
}
/**
 * Understanding of images, audio and video.
 */
media?: {
/**
 * Candidates for understanding media, for all kinds they are capable of.
 */
models?: MediaModel[]
/**
 * Understanding of images.
 */
image?: {
/**
 * Model that understands images, before the general candidates.
 */
preferredModel?: string
/**
 * Candidates for images only.
 */
models?: MediaModel[]
}
/**
 * Understanding of audio.
 */
audio?: {
/**
 * Model that understands audio, before the general candidates.
 */
preferredModel?: string
/**
 * Candidates for audio only.
 */
models?: MediaModel[]
}
/**
 * Understanding of video.
 */
video?: {
/**
 * Model that understands video, before the general candidates.
 */
preferredModel?: string
/**
 * Candidates for video only.
 */
models?: MediaModel[]
}
}
}
/**
 * One model or program that understands media.
 */
export interface MediaModel {
/**
 * Provider that is asked to understand the media.
 */
provider?: string
/**
 * Model id within that provider, without the provider in front.
 */
model?: string
/**
 * Credential to use, by profile id.
 */
profile?: string
/**
 * Credential to try first, by profile id.
 */
preferredProfile?: string
/**
 * HTTP headers for these requests.
 */
headers?: {
/**
 * Value of the header.
 */
[k: string]: string
}
}
