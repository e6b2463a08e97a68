-- clawlint in Neovim, from 0.7 on. Put this file into ~/.config/nvim/plugin/, or source it.
-- Before it, where you want: vim.g.clawlint_command = { 'clawlint', 'lsp' }; vim.g.clawlint = { release = '2026.9.6' }
local CONFIGS = { 'openclaw.json', 'clawdbot.json' }
local clients = {}

-- The folder of the home that a file is part of: the nearest one above it with a config.
local function home_of(path)
  local folder = vim.fn.fnamemodify(path, ':p:h')
  while true do
    for _, name in ipairs(CONFIGS) do
      if vim.fn.filereadable(folder .. '/' .. name) == 1 then return folder end
    end
    local above = vim.fn.fnamemodify(folder, ':h')
    if above == folder then return nil end
    folder = above
  end
end

local function attach(buffer)
  local path = vim.api.nvim_buf_get_name(buffer)
  local is_config = vim.fn.fnamemodify(path, ':t'):match('^openclaw.*%.json5?$') -- one that is not saved yet, or of another name
  local home = home_of(path) or (is_config and vim.fn.fnamemodify(path, ':p:h'))
  if not home then return end
  local config = {
    name = 'clawlint',
    cmd = vim.g.clawlint_command or { 'npx', 'clawlint', 'lsp' },
    root_dir = home,
    init_options = vim.g.clawlint,
  }
  if vim.lsp.start then return vim.lsp.start(config, { bufnr = buffer }) end
  clients[home] = clients[home] and vim.lsp.get_client_by_id(clients[home]) and clients[home] or vim.lsp.start_client(config)
  vim.lsp.buf_attach_client(buffer, clients[home])
end

local group = vim.api.nvim_create_augroup('clawlint', {})
vim.api.nvim_create_autocmd({ 'BufReadPost', 'BufNewFile' }, {
  group = group,
  pattern = { 'openclaw.json', 'openclaw*.json5', 'clawdbot.json' },
  callback = function() vim.bo.filetype = vim.fn.has('nvim-0.10') == 1 and 'json5' or 'jsonc' end,
})
vim.api.nvim_create_autocmd({ 'BufReadPost', 'BufNewFile' }, {
  group = group,
  pattern = { '*.json', '*.json5', '.env', '.env.*', 'gateway.env' },
  callback = function(event) attach(event.buf) end,
})
