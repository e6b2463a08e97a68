" clawlint in Vim with ALE. Put this file into ~/.vim/after/plugin/.
" In your vimrc, where you want: let g:clawlint = { 'release': '2026.9.6' } and let g:clawlint_command = 'clawlint lsp'

" The folder of the home that a buffer is part of: the nearest one above it with a config.
function! s:Home(buffer) abort
  for l:name in ['openclaw.json', 'clawdbot.json']
    let l:config = ale#path#FindNearestFile(a:buffer, l:name)
    if !empty(l:config)
      return fnamemodify(l:config, ':h')
    endif
  endfor
  return ''
endfunction

for s:type in ['json', 'json5', 'env', 'sh'] " .env is sh to Vim before 9.2
  call ale#linter#Define(s:type, {
  \ 'name': 'clawlint',
  \ 'lsp': 'stdio',
  \ 'executable': {-> split(get(g:, 'clawlint_command', 'npx'))[0]},
  \ 'command': {-> get(g:, 'clawlint_command', 'npx clawlint lsp')},
  \ 'project_root': function('s:Home'),
  \ 'initialization_options': {-> get(g:, 'clawlint', {})},
  \})
endfor

augroup clawlint
  autocmd!
  autocmd BufRead,BufNewFile openclaw.json,openclaw*.json5,clawdbot.json setlocal filetype=json5
  autocmd BufRead,BufNewFile *.json5,openclaw.json,clawdbot.json,auth-profiles.json,.env,.env.*,gateway.env
  \ if !empty(s:Home(bufnr('')))
  \|  let b:ale_linters = ['clawlint']
  \| endif
augroup END
