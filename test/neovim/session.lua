-- What a person does in Neovim with a config: opens it, sees the findings, hovers, renames, fixes. Prints what is on the screen.
local node, cli, folder = os.getenv('CLAWLINT_NODE'), os.getenv('CLAWLINT_CLI'), os.getenv('CLAWLINT_HOME')
local seen = {}
local clients = vim.lsp.get_clients or vim.lsp.get_active_clients -- from 0.10 on, before
local function wait(what, ready)
  if not vim.wait(20000, ready, 20) then error('waited in vain for ' .. what) end
end
local function put_cursor(text, add)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local at = line:find(text, 1, true)
    if at then return vim.api.nvim_win_set_cursor(0, { number, at - 1 + (add or 0) }) end
  end
  error('not in the buffer: ' .. text)
end
local function float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then return vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false) end
  end
end

local ok, problem = pcall(function()
  vim.g.clawlint_command = { node, cli, 'lsp' }
  vim.cmd('source ' .. os.getenv('CLAWLINT_NEOVIM'))
  vim.diagnostic.config({ virtual_text = true }) -- as it is by itself before 0.11
  vim.cmd('edit ' .. folder .. '/openclaw.json')
  wait('the server', function() return #clients() > 0 end)
  local id = clients()[1].id
  wait('diagnostics', function() return #vim.diagnostic.get(0) > 0 end)
  seen.diagnostics = vim.tbl_map(function(each) return { code = each.code, line = each.lnum + 1, column = each.col + 1, message = each.message } end, vim.diagnostic.get(0))
  seen.shown = {}
  for namespace = 1, 100 do -- those of diagnostics have no names
    local known, marks = pcall(vim.api.nvim_buf_get_extmarks, 0, namespace, 0, -1, { details = true })
    for _, mark in ipairs(known and marks or {}) do
      if mark[4].virt_text then
        local text = ''
        for _, chunk in ipairs(mark[4].virt_text) do text = text .. chunk[1] end
        table.insert(seen.shown, text)
      end
    end
  end

  put_cursor('order', 1)
  vim.lsp.buf.hover()
  wait('hover', float)
  seen.hover = float()
  vim.cmd('normal! gg')
  wait('the hover to close', function() vim.cmd('doautocmd CursorMoved'); return not float() end)

  put_cursor('"mini", ', 1)
  local from = vim.api.nvim_win_get_cursor(0)[1]
  vim.lsp.buf.definition()
  wait('definition', function() return vim.api.nvim_win_get_cursor(0)[1] < from end)
  seen.definition = vim.api.nvim_get_current_line()
  vim.lsp.buf.rename('tiny')
  wait('rename', function() return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n'):find('"tiny"', 1, true) end)
  seen.renamed = vim.api.nvim_buf_get_lines(0, 0, -1, false)

  local completion = vim.lsp.buf_request_sync(0, 'textDocument/completion', (function()
    put_cursor('"tiny", ', 1)
    return vim.lsp.util.make_position_params(0, 'utf-16')
  end)(), 10000)
  seen.completion = vim.tbl_map(function(item) return item.label end, completion[id].result)

  if vim.lsp.inlay_hint then -- from 0.10 on
    vim.lsp.inlay_hint.enable(true)
    wait('hints', function() return #vim.lsp.inlay_hint.get({ bufnr = 0 }) > 0 end)
    seen.hints = vim.tbl_map(function(hint) return hint.inlay_hint.label end, vim.lsp.inlay_hint.get({ bufnr = 0 }))
  end
  if vim.fn.has('nvim-0.8') == 1 then -- before, it takes a person to choose
    put_cursor('anthropic:apii')
    vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.title == 'write `anthropic:api`' end })
    wait('the fix', function() return vim.api.nvim_get_current_line():find('"anthropic:api"', 1, true) end)
    seen.fixed = vim.api.nvim_get_current_line()
  end

  vim.cmd('edit ' .. folder .. '/.env')
  seen.clients = #clients()
  vim.api.nvim_buf_set_lines(0, -1, -1, false, { 'MINIMAX_API_KEY=' .. 'x' })
  local config = vim.fn.bufnr(folder .. '/openclaw.json')
  wait('the variable to be found', function()
    for _, each in ipairs(vim.diagnostic.get(config)) do if each.code == 'missing-env-var' then return false end end
    return true
  end)
  seen.left = vim.tbl_map(function(each) return each.code end, vim.diagnostic.get(config))
  vim.lsp.stop_client(id)
  wait('the server to stop', function() return #clients() == 0 end)
end)
if not ok then seen.problem = tostring(problem) end
io.stdout:write(vim.json and vim.json.encode(seen) or vim.fn.json_encode(seen))
vim.cmd('qall!')
